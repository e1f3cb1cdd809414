// Shows in the original the words that prove a fact: of the field that is being corrected, or whose proof is clicked.
const lines = document.querySelector("[data-original]");

function show(fact) {
  for (const mark of lines.querySelectorAll("mark")) mark.classList.toggle("shown", mark.dataset.proves.split(" ").includes(fact));
  const first = lines.querySelector("mark.shown");
  if (!first) return;
  lines.closest("details").open = true;
  lines.scrollTop += first.getBoundingClientRect().top - lines.getBoundingClientRect().top - lines.clientHeight / 3;
}

if (lines) {
  for (const row of document.querySelectorAll("[data-fact]")) {
    row.addEventListener("focusin", () => show(row.dataset.fact));
    row.querySelector(".evidence a")?.addEventListener("click", (event) => {
      event.preventDefault();
      show(row.dataset.fact);
    });
  }
}
