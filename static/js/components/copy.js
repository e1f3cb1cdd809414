// A button that copies data-text (or, without it, the page's address) and says so.

export default function copy(button) {
  const words = button.textContent;
  const status = button.parentElement.querySelector('[role="status"]');
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const text = button.dataset.text ?? location.href.split("#")[0];
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "已复制";
      if (status) status.textContent = `${words}：已复制`;
    } catch {
      button.textContent = "无法复制";
    }
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
