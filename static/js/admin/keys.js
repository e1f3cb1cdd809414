// The keyboard at the desk: j and k go through a list, letters press the button or link that has them, never one that publishes.
const rows = [...document.querySelectorAll("#result_list tbody tr")];
let current = -1;

function choose(place) {
  if (!rows[place]) return;
  rows[current]?.classList.remove("at-cursor");
  current = place;
  rows[current].classList.add("at-cursor");
  rows[current].querySelector(".field-subject a, th a")?.focus();
  rows[current].scrollIntoView({ block: "nearest" });
}

const inList = {
  j: () => choose(current + 1),
  k: () => choose(Math.max(current - 1, 0)),
  x: () => rows[current]?.querySelector("input.action-select")?.click(),
};
const inReview = { e: () => document.querySelector("#id_title")?.focus() };

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (isTyping && event.key === "Escape") event.target.blur();
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const place = document.querySelector("[data-keys-of]")?.dataset.keysOf;
  const act = (place === "list" ? inList : inReview)[event.key];
  const pressed = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (!act && !pressed) return;
  event.preventDefault();
  if (act) act();
  else pressed.click();
});
