// Says of a form whose answer takes longer than two seconds that it is being worked on, and for how long; it is not sent twice.
const PATIENCE = 2;

export default function waiting(form) {
  const sign = form.querySelector("[data-waiting]");
  const seconds = sign.querySelector("[data-seconds]");
  let timer;

  function stop() {
    clearInterval(timer);
    sign.hidden = true;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) return; // a file is taken away: nothing here says when it has come
    const since = Date.now();
    timer = setInterval(() => {
      const passed = Math.floor((Date.now() - since) / 1000);
      seconds.textContent = passed;
      sign.hidden = passed < PATIENCE;
      for (const button of form.querySelectorAll("button")) button.disabled = true;
    }, 1000);
  });
  addEventListener("pageshow", stop); // back from the answer, the page may stand as it was left
}
