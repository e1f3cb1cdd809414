// Steps through the words that are marked in a document.

export default function marks(nav) {
  const places = [...document.querySelectorAll('mark[id^="mark-"]')];
  const status = nav.querySelector(".place");
  let at = -1;
  if (!places.length) return;

  // The first place after the section that was opened, or else the first in sight.
  function nearest() {
    const target = document.querySelector(":target");
    const next = places.findIndex((place) => (target
      ? target.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING
      : place.getBoundingClientRect().top >= 0));
    return next < 0 ? places.length : next;
  }

  function step(by) {
    if (at < 0) at = by > 0 ? nearest() - 1 : nearest();
    places[at]?.classList.remove("current");
    at = (at + by + places.length) % places.length;
    places[at].classList.add("current");
    places[at].focus({ preventScroll: true });
    places[at].scrollIntoView({ block: "center" });
    status.textContent = `第 ${at + 1} 处，共 ${places.length} 处`;
  }

  nav.querySelector("[data-first]").hidden = true;
  for (const button of nav.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
}
