// The bar below the text: where the reader is, one division back or on (Alt+↑, Alt+↓, a swipe), and the place of the last visit.

const KEPT = "wenlan:places";
const MOST = 100;
const EDGE = 24; // pixels from the side of the window, where browsers have gestures of their own
const FAR = 70;
const QUICK = 600; // milliseconds

export default function place(bar) {
  const here = bar.querySelector(".here");
  const buttons = [...bar.querySelectorAll("[data-step]")];
  let at = -1;
  let headings = [];

  document.addEventListener("place", ({ detail }) => {
    ({ at, headings } = detail);
    for (const element of [here, ...buttons]) element.hidden = false;
    here.textContent = detail.link ? detail.link.textContent.trim() : "正文之前";
    here.href = detail.link?.hash || "#content";
    buttons[0].disabled = at < 0;
    buttons[1].disabled = at >= headings.length - 1;
    if (at > 0) keep(detail.link);
  });

  function step(by) {
    const heading = headings[Math.min(Math.max(at + by, 0), headings.length - 1)];
    if (heading) location.replace(`#${heading.id}`);
  }

  for (const button of buttons) button.addEventListener("click", () => step(Number(button.dataset.step)));
  addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1);
  });

  // A swipe across the text leads on or back; one that scrolls a table, selects words, or comes from the edge, is not ours.
  let touch = null;
  const text = document.querySelector("article.prose");
  text?.addEventListener("touchstart", (event) => {
    const { clientX: x, clientY: y } = event.touches[0];
    const isOurs = event.touches.length === 1 && x > EDGE && x < innerWidth - EDGE && !event.target.closest(".table-scroll, .citation-card");
    touch = isOurs ? { x, y, at: event.timeStamp } : null;
  }, { passive: true });
  text?.addEventListener("touchend", (event) => {
    if (!touch || event.touches.length || String(getSelection())) return;
    const { clientX, clientY } = event.changedTouches[0];
    const across = clientX - touch.x;
    if (Math.abs(across) > FAR && Math.abs(across) > 3 * Math.abs(clientY - touch.y) && event.timeStamp - touch.at < QUICK) step(across < 0 ? 1 : -1);
  }, { passive: true });

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  }

  // The newest last, so that the oldest go first.
  function keep(link) {
    const { [location.pathname]: _, ...others } = kept();
    const rest = Object.entries(others).slice(1 - MOST);
    try {
      localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries([...rest, [location.pathname, [link.hash, link.textContent.trim()]]])));
    } catch { /* A browser that keeps nothing is read in all the same. */ }
  }

  function resume() {
    const [hash, name] = kept()[location.pathname] ?? [];
    if (!hash || location.hash || location.search || !document.getElementById(hash.slice(1))) return;
    const box = document.createElement("p");
    const link = document.createElement("a");
    const close = document.createElement("button");
    box.className = "resume";
    link.href = hash;
    link.textContent = name;
    close.type = "button";
    close.textContent = "关闭";
    box.append("上次读到", link, close);
    const remove = () => box.remove();
    link.addEventListener("click", remove);
    close.addEventListener("click", remove);
    bar.before(box);
    setTimeout(remove, 15000);
  }

  resume();
}
