// The page of all that is kept, and the same as a file.
import { line, read } from "../kept.js";

const KINDS = { place: "书签和笔记", search: "检索和列表" };

export default function kept(box) {
  const button = box.querySelector("[data-save]");

  function draw() {
    const items = read().reverse();
    for (const kind of Object.keys(KINDS)) {
      const own = items.filter((item) => item.kind === kind);
      box.querySelector(`[data-kind="${kind}"]`).replaceChildren(...own.map((item) => line(item)));
      box.querySelector(`[data-none="${kind}"]`).hidden = own.length > 0;
    }
    button.hidden = items.length === 0;
  }

  function text() {
    const lines = read().map((item) => `- ${item.title}${item.place ? ` ${item.place}` : ""}（${item.on}）\n  ${location.origin}${item.address}${item.note ? `\n  ${item.note.replaceAll("\n", "\n  ")}` : ""}`);
    return `# 收藏\n\n${lines.join("\n")}\n`;
  }

  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text()], { type: "text/markdown" }));
    link.download = "收藏.md";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  for (const event of ["wenlan:kept", "storage"]) addEventListener(event, draw);
  box.hidden = false;
  draw();
}
