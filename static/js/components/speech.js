// Reads the text aloud with the browser's own voice, sentence by sentence, from where the reader is; marks the sentence.

const SENTENCE = /[^。！？；]+[。！？；]?[”’）」』》]*/g;
const TOP = 40; // What ends above it was read already.
const BLOCKS = "p, h2, h3, h4, h5, h6, li, td, th";

export default function speech(button) {
  const article = document.querySelector("article.prose");
  if (!("speechSynthesis" in window) || !article) return;
  const words = button.textContent;
  const marks = window.Highlight && CSS.highlights ? new Highlight() : null;
  let queue = [];
  button.hidden = false;
  marks && CSS.highlights.set("spoken", marks);

  // A block that holds others leaves the words to them.
  function* sentences() {
    for (const block of article.querySelectorAll(BLOCKS)) {
      if (block.querySelector(BLOCKS) || block.closest(".citation-card") || block.getBoundingClientRect().bottom < TOP) continue;
      for (const { 0: text, index } of block.textContent.matchAll(SENTENCE)) {
        if (text.trim()) yield { block, text, start: index, end: index + text.length };
      }
    }
  }

  function range({ block, start, end }) {
    const found = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    found.selectNodeContents(block);
    for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
      const { length } = walker.currentNode;
      if (start >= at && start <= at + length) found.setStart(walker.currentNode, start - at);
      if (end >= at && end <= at + length) found.setEnd(walker.currentNode, end - at);
    }
    return found;
  }

  function next() {
    const sentence = queue.shift();
    if (!sentence) return stop();
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.lang = "zh-CN";
    utterance.onend = next;
    utterance.onerror = ({ error }) => (error === "interrupted" || error === "canceled" ? null : stop());
    marks?.clear();
    marks?.add(range(sentence));
    const { top, bottom } = sentence.block.getBoundingClientRect();
    if (top > innerHeight * 0.8 || bottom < 0) sentence.block.scrollIntoView({ block: "center" });
    speechSynthesis.speak(utterance);
    return undefined;
  }

  function stop() {
    queue = [];
    speechSynthesis.cancel();
    marks?.clear();
    button.textContent = words;
    button.setAttribute("aria-pressed", "false");
  }

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    queue = [...sentences()];
    button.textContent = "停止朗读";
    button.setAttribute("aria-pressed", "true");
    return next();
  });
  addEventListener("pagehide", stop);
}
