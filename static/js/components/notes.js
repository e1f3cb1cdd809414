// A bookmark, with a note or without, at the division that is being read.
import { keep, line, read } from "../kept.js";

export default function notes(form) {
  const here = form.querySelector(".here");
  const text = form.querySelector("textarea");
  const list = form.querySelector("ul");
  const status = form.querySelector("[role=status]");
  let place = { hash: "", name: "" };
  for (const opener of document.querySelectorAll(`[popovertarget="${form.id}"][hidden]`)) opener.hidden = false;

  document.addEventListener("place", ({ detail }) => {
    place = detail.link ? { hash: detail.link.hash, name: detail.link.textContent.trim() } : { hash: "", name: "" };
    if (!form.matches(":popover-open")) show();
  });

  const address = () => location.pathname + place.hash;
  const own = () => read().filter((item) => item.kind === "place" && item.address.split("#")[0] === location.pathname);

  function show() {
    here.textContent = place.name || "全文";
    text.value = own().find((item) => item.address === address())?.note ?? "";
    status.textContent = "";
  }

  function draw() {
    const kept = own();
    list.replaceChildren(...kept.map((item) => line({ ...item, title: item.place || "全文", place: "" })));
    for (const noted of document.querySelectorAll("[data-noted]")) delete noted.dataset.noted;
    for (const { address: at } of kept) {
      const heading = at.includes("#") && document.getElementById(decodeURIComponent(at.split("#")[1]));
      if (heading) heading.dataset.noted = "";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const isKept = keep({ kind: "place", address: address(), title: form.dataset.title, place: place.name, note: text.value.trim() });
    status.textContent = isKept ? `已保存：${place.name || "全文"}` : "这个浏览器不让网页保存内容，没有存下来。";
  });
  form.addEventListener("toggle", show);
  for (const event of ["wenlan:kept", "storage"]) addEventListener(event, draw);
  show();
  draw();
}
