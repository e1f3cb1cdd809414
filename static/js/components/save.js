// Keeps the search or the list of this page, or lets it go again.
import { keep, read, remove } from "../kept.js";

export default function save(button) {
  const url = new URL(location.href);
  url.searchParams.delete("page");
  const address = url.pathname + url.search;
  const isKept = () => read().some((item) => item.address === address);
  const show = () => {
    button.setAttribute("aria-pressed", isKept());
    button.textContent = isKept() ? "已收藏" : "收藏";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const isTaken = isKept() ? remove(address) : keep({ kind: "search", address, title: button.dataset.title });
    if (isTaken) show();
    else button.textContent = "浏览器不让保存";
  });
  show();
}
