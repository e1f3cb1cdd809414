// What a reader keeps: places in documents with notes, and searches. This browser alone has it; no server is told.

const KEY = "wenlan:kept";
const MOST = 500;

// An address that leads elsewhere was not written here.
const isOurs = (item) => item && ["place", "search"].includes(item.kind) && /^\/(?!\/)/.test(item.address) && typeof item.title === "string";

export function read() {
  try {
    const items = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(items) ? items.filter(isOurs) : [];
  } catch {
    return [];
  }
}

// The newest last; what has the same address is replaced. Returns whether the browser took it. The day is the reader's (Swedish days are ISO).
export function keep(item) {
  return write([...read().filter((other) => other.address !== item.address), { ...item, on: new Date().toLocaleDateString("sv") }]);
}

export const remove = (address) => write(read().filter((item) => item.address !== address));

function write(items) {
  try {
    localStorage.setItem(KEY, JSON.stringify(items.slice(-MOST)));
  } catch {
    return false;
  }
  dispatchEvent(new Event("wenlan:kept"));
  return true;
}

// One line of a list: the place or search, its note, and a button that removes it.
export function line(item, tag = "li") {
  const row = document.createElement(tag);
  const link = document.createElement("a");
  const button = document.createElement("button");
  link.href = item.address;
  link.textContent = item.place ? `${item.title} ${item.place}` : item.title;
  button.type = "button";
  button.className = "button";
  button.textContent = "删除";
  button.setAttribute("aria-label", `删除：${link.textContent}`);
  button.addEventListener("click", () => remove(item.address));
  row.append(link, button);
  if (item.note) {
    const note = document.createElement("p");
    note.textContent = item.note;
    row.append(note);
  }
  return row;
}
