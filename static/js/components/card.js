// A citation's title becomes a card, on hover and on focus, that stays while the pointer is on it and goes with Esc.

export default function card(text) {
  const box = document.createElement("div");
  box.className = "citation-card";
  box.id = "citation-card";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  text.append(box);
  let link = null;
  let timer = 0;

  function show(target) {
    clearTimeout(timer);
    if (target === link) return;
    hide();
    link = target;
    box.textContent = link.dataset.title;
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    const line = link.getClientRects()[0];
    const frame = text.getBoundingClientRect();
    const left = Math.min(line.left - frame.left, frame.width - box.offsetWidth);
    box.style.left = `${Math.max(left, 0)}px`;
    box.style.top = `${line.top - frame.top - box.offsetHeight - 4}px`;
  }

  function hide() {
    link?.removeAttribute("aria-describedby");
    link = null;
    box.hidden = true;
  }

  for (const citation of text.querySelectorAll(".citation[title]")) {
    citation.dataset.title = citation.title;
    citation.removeAttribute("title");
  }
  const wanted = (event) => event.target.closest?.(".citation[data-title]");
  text.addEventListener("pointerover", (event) => {
    if (event.target === box) clearTimeout(timer);
    else if (wanted(event)) show(wanted(event));
  });
  text.addEventListener("pointerout", (event) => {
    if (wanted(event) || event.target === box) timer = setTimeout(hide, 200);
  });
  text.addEventListener("focusin", (event) => wanted(event) && show(wanted(event)));
  text.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
