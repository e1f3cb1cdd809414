// Sends files and folders one by one, each with its progress, so that any number of them may be dropped at once.
// Without this the form sends what is chosen in it.
const form = document.querySelector("[data-upload]");
const AT_ONCE = 3;

function filesOf(entry) {
  if (entry.isFile) return new Promise((done) => entry.file((file) => done([file]), () => done([])));
  const reader = entry.createReader();
  return new Promise((done) => {
    const found = [];
    const more = () => reader.readEntries(async (entries) => {
      if (!entries.length) return done((await Promise.all(found)).flat());
      found.push(...entries.map(filesOf));
      more();
    }, () => done([]));
    more();
  });
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...transfer.files];
  return files.filter((file) => !file.name.startsWith("."));
}

function send(address, file, token, tell) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("file", file, file.name);
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.onprogress = (event) => event.lengthComputable && tell(`${Math.round((event.loaded / event.total) * 100)}%`);
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a page: said below */ }
      if (request.status === 413) tell("没有收到：文件太大。", true);
      else if (request.status !== 200) tell(answer.error || "没有收到，请再试一次。", true);
      else if (answer.refused.length) tell(answer.refused.join(" "), true);
      else tell("已收到");
      done();
    };
    request.onerror = () => { tell("没有收到：网络中断，请再试一次。", true); done(); };
    request.send(data);
  });
}

async function sendAll(files) {
  if (!files.length) return;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const begun = await fetch(form.dataset.upload, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!begun.ok || begun.redirected) return location.reload();
  const batch = await begun.json();
  const list = form.querySelector("[data-sent]");
  const link = form.querySelector("[data-batch]");
  link.href = batch.page;
  list.hidden = link.hidden = false;
  const waiting = [...files];
  let failed = false;
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const row = list.appendChild(document.createElement("li"));
      await send(batch.files, file, token, (words, isRefused) => {
        row.textContent = `${file.name}：${words}`;
        row.classList.toggle("refused", Boolean(isRefused));
        failed ||= Boolean(isRefused);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await fetch(batch.join, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {}); // else they stay apart
  if (!failed) location.assign(batch.page);
}

if (form) {
  const input = form.querySelector("[name=files]");
  const area = form.querySelector("[data-drop]");
  area.hidden = false;
  form.addEventListener("submit", (event) => {
    if (input.files.length < 2) return;
    event.preventDefault();
    sendAll(input.files);
  });
  area.querySelector("[name=folder]").addEventListener("change", (event) => sendAll(event.target.files));
  for (const name of ["dragover", "dragleave", "drop"]) {
    area.addEventListener(name, (event) => { event.preventDefault(); area.classList.toggle("over", name === "dragover"); });
  }
  area.addEventListener("drop", async (event) => sendAll(await dropped(event.dataTransfer)));
}
