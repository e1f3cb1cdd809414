// The outline marks the division that is being read, unfolds where it stands, and finds entries by typing.

export default function outline(nav) {
  const links = new Map();
  for (const link of nav.querySelectorAll('a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  let current = null;
  let unfolded = null;

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
    unfold(link?.closest("details"));
    reveal(link);
    document.dispatchEvent(new CustomEvent("place", { detail: { at: low - 1, headings, link } }));
  }

  // What was unfolded for one place is folded again at the next; what a reader unfolded stays.
  function unfold(details) {
    if (details === unfolded) return;
    if (unfolded) unfolded.open = false;
    unfolded = details && !details.open ? details : null;
    if (unfolded) unfolded.open = true;
  }

  function reveal(link) {
    const box = nav.matches("[popover]:popover-open") ? nav : nav.closest(".columns-aside");
    if (!link || !box || box.scrollHeight <= box.clientHeight) return;
    const { top, bottom } = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (top < frame.top + 48 || bottom > frame.bottom - 48) box.scrollTop += top - frame.top - frame.height / 2;
  }

  // 12 finds the article with that number, 总则 the heading with that word.
  function find(typed) {
    const number = /^\d+$/.test(typed);
    const isWanted = (link) => (number ? new RegExp(`-${typed}$`).test(link.hash) : link.textContent.includes(typed));
    let found = 0;
    for (const link of links.values()) {
      link.hidden = Boolean(typed) && !isWanted(link);
      found += !link.hidden;
    }
    for (const details of nav.querySelectorAll("details")) {
      const has = Boolean(details.querySelector("a:not([hidden])"));
      details.hidden = Boolean(typed) && !has;
      if (typed && has) details.open = true;
    }
    nav.querySelector("[role=status]").hidden = found > 0;
  }

  // The section being read is the last whose heading has passed the line an eighth down the window. Observing tells
  // of all headings once, when every other component is there to hear of it.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -88% 0px", threshold: [0, 1] });
  for (const heading of headings) observer.observe(heading);
  addEventListener("scrollend", mark, { passive: true });

  const box = nav.querySelector("[data-find]");
  box.hidden = false;
  box.addEventListener("input", () => find(box.value.trim()));
  nav.addEventListener("toggle", () => reveal(current));
  nav.addEventListener("click", (event) => event.target.closest("a") && nav.matches(":popover-open") && nav.hidePopover());
}
