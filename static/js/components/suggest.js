// Suggestions while typing: a combobox after the ARIA Authoring Practices (list autocomplete, manual selection).

const PAUSE = 120;
let boxes = 0;

export default function suggest(box) {
  const input = box.querySelector('input[name="q"]');
  const list = document.createElement("ul");
  const status = document.createElement("span");
  list.className = "suggestions";
  list.id = `suggestions-${(boxes += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "建议");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let waiting = 0;
  let request = null;
  let chosen = -1;

  function close() {
    clearTimeout(waiting);
    request?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const options = [...list.children];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = (place + options.length + 1) % (options.length + 1);
    if (chosen === options.length) chosen = -1;
    options[chosen]?.setAttribute("aria-selected", "true");
    options[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(({ text, kind, note, url }, place) => {
      const option = document.createElement("li");
      const label = document.createElement("span");
      const what = document.createElement("span");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = url;
      label.append(...emphasised(text, input.value.trim()));
      what.textContent = note ? `${kind} · ${note}` : kind;
      what.className = "kind";
      option.append(label, what);
      return option;
    }));
    chosen = -1;
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = suggestions.length ? `${suggestions.length} 条建议，用上下键选择` : "";
  }

  // What was typed, as it stands in a suggestion; of pinyin nothing does.
  function emphasised(text, typed) {
    const at = text.toLowerCase().indexOf(typed.toLowerCase());
    if (at < 0) return [text];
    const matched = document.createElement("b");
    matched.textContent = text.slice(at, at + typed.length);
    return [text.slice(0, at), matched, text.slice(at + typed.length)];
  }

  async function ask() {
    const typed = input.value.trim();
    request?.abort();
    if (!typed) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.url}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  // Before the input loses the focus, and the list with it.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
