// Marks in the outline the section that is being read, and keeps the mark in sight.

export default function outline(nav) {
  const links = new Map();
  for (const link of nav.querySelectorAll('a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  let current = null;

  function mark() {
    const limit = innerHeight * 0.12;
    let low = 0;
    let high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= limit) low = middle + 1;
      else high = middle;
    }
    const link = links.get(headings[low - 1]) ?? null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
    reveal(link);
  }

  function reveal(link) {
    const box = nav.closest(".columns-aside");
    if (!link || !box || box.scrollHeight <= box.clientHeight) return;
    const { top, bottom } = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (top < frame.top + 48 || bottom > frame.bottom - 48) box.scrollTop += top - frame.top - frame.height / 2;
  }

  // The section being read is the last whose heading has passed the line an eighth down the window.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -88% 0px", threshold: [0, 1] });
  for (const heading of headings) observer.observe(heading);
  addEventListener("scrollend", mark, { passive: true });
  mark();
}
