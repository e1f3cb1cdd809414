// What stands beside the text is open where there is room beside the text.

export default function folded(details) {
  const wide = matchMedia("(min-width: 60rem)");
  const follow = () => { details.open = wide.matches; };
  wide.addEventListener("change", follow);
  follow();
}
