// The form that sets size and colours; preferences.js applies them.

export default function display(form) {
  document.querySelector('[popovertarget="display"]').hidden = false;
  for (const input of form.elements) {
    if (input.type !== "radio") continue;
    try {
      input.checked = (localStorage.getItem(`wenlan:${input.name}`) ?? "") === input.value;
    } catch { /* The standard is checked. */ }
  }
  form.addEventListener("change", ({ target }) => {
    try {
      localStorage.setItem(`wenlan:${target.name}`, target.value);
    } catch { /* What is not kept cannot be applied. */ }
    dispatchEvent(new Event("wenlan:preferences"));
  });
}
