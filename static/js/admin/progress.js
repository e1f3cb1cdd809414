// Shows how far the files of a batch are, every two seconds, until nothing of it waits for a worker.
const place = document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(place.dataset.progress, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    if (answer.redirected) return location.reload();
  } catch {
    // the network is away: look again
  }
  if (place.querySelector("[data-under-way]")) setTimeout(look, 2000);
}

if (place) setTimeout(look, 2000);
