// Sends files and folders one by one, each with its progress, so that any number of them may be dropped at once.
// Without this the form sends what is chosen in it.
const form = document.querySelector("[data-upload]");
const AT_ONCE = 3;

// A file and the folder that it comes from: attachments lie in one beside their document.
const inFolder = (file, path) => ({ file, folder: path.split("/").filter(Boolean).slice(0, -1).join("/") });

function filesOf(entry) {
  if (entry.isFile) return new Promise((done) => entry.file((file) => done([inFolder(file, entry.fullPath)]), () => done([])));
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
  return entries.length ? (await Promise.all(entries.map(filesOf))).flat() : chosen(transfer.files);
}

function chosen(files) {
  return [...files].map((file) => inFolder(file, file.webkitRelativePath || file.name));
}

const isHidden = ({ file, folder }) => [...folder.split("/"), file.name].some((name) => name.startsWith("."));

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

// Seconds before each further try where the site gave no answer, as while it is restarted. A file that it had taken
// all the same is not taken twice.
const PAUSES = [1, 2, 5, 10, 20, 30];

// The answer's status, 0 where there was none, and what it says.
function post(address, token, data, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.onprogress = (event) => event.lengthComputable && progress?.(`${Math.round((event.loaded / event.total) * 100)}%`);
    request.onload = () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { /* a page, not meant for this */ }
      done({ status: request.status, said });
    };
    request.onerror = () => done({ status: 0, said: {} });
    request.send(data);
  });
}

async function insist(address, token, data, progress) {
  let answer = await post(address, token, data, progress);
  for (const seconds of PAUSES) {
    if (![0, 500, 502, 503, 504].includes(answer.status)) break;
    progress?.(`网站没有回答，${seconds} 秒后再试。`);
    await pause(seconds);
    answer = await post(address, token, data, progress);
  }
  return answer;
}

async function send(address, { file, folder }, token, tell) {
  const data = new FormData();
  data.append("file", file, file.name);
  data.append("folder", folder);
  const { status, said } = await insist(address, token, data, tell);
  if (status === 413) tell("没有收到：文件太大。", true);
  else if (status === 0) tell("没有收到：网络中断，请再试一次。", true);
  else if (status !== 200 || !said.refused) tell(said.error || "没有收到，请再试一次。", true);
  else if (said.refused.length) tell(said.refused.join(" "), true);
  else tell("已收到");
}

function askBeforeLeaving(event) {
  event.preventDefault();
}

// One batch at a time: of two, the first to end would leave the page in the middle of the other.
let isSending = false;
let cameMeanwhile = false;
let told = "";

function say(words) {
  const line = form.querySelector("[data-count]");
  told = words;
  line.hidden = false;
  line.textContent = told + (cameMeanwhile ? "发送期间又选的文件没有收下，请等发送完毕再选一次。" : "");
}

// ``gather`` is asked at once: what was dropped can be read only in its event.
async function take(gather) {
  if (isSending) {
    cameMeanwhile = true;
    return say(told);
  }
  isSending = true;
  cameMeanwhile = false;
  told = "";
  try {
    await sendAll((await gather()).filter((one) => !isHidden(one)));
  } finally {
    isSending = false;
  }
}

async function sendAll(files) {
  if (!files.length) return say("这里没有可以发送的文件。");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const begun = await insist(form.dataset.upload, token);
  if (begun.status !== 200 || !begun.said.files) return location.reload();
  const batch = begun.said;
  const list = form.querySelector("[data-sent]");
  const link = form.querySelector("[data-batch]");
  link.href = batch.page;
  list.hidden = false;
  const waiting = [...files];
  let failed = 0;
  let done = 0;
  const count = () => {
    const refused = failed ? `，其中 ${failed} 份没有收下，原因见下` : "";
    say(done < files.length ? `已发送 ${done} / ${files.length} 份${refused}。发送完之前请不要关闭此页。` : `发送完毕：${done} 份${refused}。`);
  };
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const row = list.appendChild(document.createElement("li"));
      let isRefused = false;
      await send(batch.files, one, token, (words, refused) => {
        row.textContent = `${one.folder ? `${one.folder}/` : ""}${one.file.name}：${words}`;
        row.classList.toggle("refused", Boolean(refused));
        isRefused = Boolean(refused);
      });
      if (isRefused) list.prepend(row);
      done += 1;
      failed += isRefused;
      count();
    }
  };
  window.addEventListener("beforeunload", askBeforeLeaving);
  const controls = form.querySelectorAll("input:not([type=hidden])");
  for (const control of controls) control.disabled = true; // sent once
  count();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await insist(batch.join, token); // else they stay apart
  window.removeEventListener("beforeunload", askBeforeLeaving);
  link.hidden = false;
  for (const control of controls) control.disabled = false;
  if (!failed && !cameMeanwhile) location.assign(batch.page);
}

if (form) {
  const input = form.querySelector("[name=files]");
  const area = form.querySelector("[data-drop]");
  area.hidden = false;
  form.addEventListener("submit", (event) => {
    if (input.files.length < 2 && !isSending) return;
    event.preventDefault();
    take(() => chosen(input.files));
  });
  area.querySelector("[name=folder]").addEventListener("change", (event) => take(() => chosen(event.target.files)));
  for (const name of ["dragover", "dragleave", "drop"]) {
    area.addEventListener(name, (event) => { event.preventDefault(); area.classList.toggle("over", name === "dragover"); });
  }
  area.addEventListener("drop", (event) => take(() => dropped(event.dataTransfer)));
}
