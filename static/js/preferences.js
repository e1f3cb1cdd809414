// Before anything is painted: the size and the colours that the reader chose, which this browser alone keeps.
(() => {
  const root = document.documentElement;
  root.dataset.scripts = ""; // What a script will show has its place from the first paint on.

  const read = (name) => {
    try {
      return localStorage.getItem(`wenlan:${name}`) ?? "";
    } catch {
      return "";
    }
  };

  // A sheet or colour for one scheme holds where the system has that scheme, or always, or never.
  const apply = () => {
    const theme = read("theme");
    root.dataset.size = read("size");
    root.dataset.theme = theme;
    for (const element of document.querySelectorAll("[data-scheme]")) {
      const { scheme } = element.dataset;
      element.media = theme ? (theme === scheme ? "all" : "not all") : `(prefers-color-scheme: ${scheme})`;
    }
  };

  apply();
  addEventListener("storage", apply);
  addEventListener("wenlan:preferences", apply);
})();
