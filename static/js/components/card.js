// A citation shows a card: what it names at once, then the provision itself with its date and status. It opens on hover,
// on focus and at the first tap, stays while the pointer is on it, and goes with Esc.

const PAUSE = 150;
const fetched = new Map();

export default function card(text) {
  const box = document.createElement("div");
  box.className = "citation-card";
  box.id = "citation-card";
  box.hidden = true;
  text.append(box);
  let link = null;
  let closing = 0;
  let filling = 0;
  let tapped = false;

  function show(target) {
    clearTimeout(closing);
    if (target === link) return;
    hide();
    link = target;
    box.textContent = link.dataset.title;
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    put();
    filling = setTimeout(fill, PAUSE, target);
  }

  // Above the citation, or below it where there is no room.
  function put() {
    const line = link.getClientRects()[0];
    const frame = text.getBoundingClientRect();
    const isRoomAbove = line.top > box.offsetHeight + 8;
    box.style.left = `${Math.max(Math.min(line.left - frame.left, frame.width - box.offsetWidth), 0)}px`;
    box.style.top = `${isRoomAbove ? line.top - frame.top - box.offsetHeight - 4 : link.getBoundingClientRect().bottom - frame.top + 4}px`;
  }

  async function fill(target) {
    const address = addressOf(target);
    if (!address) return;
    try {
      if (!fetched.has(address)) fetched.set(address, await load(address));
    } catch { /* The title stands there already. */ }
    if (target !== link || !fetched.get(address)) return;
    box.innerHTML = fetched.get(address);
    put();
  }

  // Of a document, its own included; a work that is not held has no card of its own.
  function addressOf(target) {
    const url = new URL(target.href);
    if (!url.pathname.includes("/documents/")) return null;
    const day = url.searchParams.get("on");
    return `${url.pathname}card/?${new URLSearchParams({ at: decodeURIComponent(url.hash.slice(1)), ...(day && { on: day }) })}`;
  }

  async function load(address) {
    const answer = await fetch(address);
    return answer.ok ? answer.text() : "";
  }

  function hide() {
    clearTimeout(closing);
    clearTimeout(filling);
    link?.removeAttribute("aria-describedby");
    link = null;
    box.hidden = true;
  }

  for (const citation of text.querySelectorAll(".citation[title]")) {
    citation.dataset.title = citation.title;
    citation.removeAttribute("title");
  }
  const wanted = (event) => event.target.closest?.(".citation[data-title]");
  text.addEventListener("pointerdown", (event) => { tapped = event.pointerType === "touch" && wanted(event) !== link; });
  text.addEventListener("click", (event) => {
    const target = wanted(event);
    if (!target || !tapped || !addressOf(target)) return;
    event.preventDefault();
    show(target);
  });
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (box.contains(event.target)) clearTimeout(closing);
    else if (wanted(event)) show(wanted(event));
  });
  text.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || !link || box.contains(event.relatedTarget)) return;
    if (wanted(event) || box.contains(event.target)) closing = setTimeout(hide, 250);
  });
  text.addEventListener("focusin", (event) => !tapped && wanted(event) && show(wanted(event)));
  text.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || hide());
  document.addEventListener("click", (event) => link && !box.contains(event.target) && wanted(event) !== link && hide());
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
