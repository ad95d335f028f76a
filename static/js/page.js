// What every page gains from JavaScript: focus on what is wrong, forms sent once, a warning before typing is lost.
"use strict";

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

for (const link of document.querySelectorAll(".error-summary a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}

// Without a line the browser would put its own page in place of the form. Who presses again sends nevertheless: some
// networks are taken for none.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (navigator.onLine || form.method !== "post" || form.querySelector("[data-no-line]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.dataset.noLine = "";
  notice.setAttribute("role", "alert");
  form.append(notice);
  notice.textContent = "อุปกรณ์นี้ไม่ได้เชื่อมต่ออินเทอร์เน็ต จึงยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ครบ เมื่อเชื่อมต่อได้แล้วกดบันทึกอีกครั้ง";
});
window.addEventListener("online", () => document.querySelectorAll("[data-no-line]").forEach((notice) => notice.remove()));

// A second click while the first is on its way sends nothing. After a while the form may be sent again, for whoever
// stopped the page from loading.
const SENDING_AT_MOST = 15_000;
const sending = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "download" in form.dataset) return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sending.add(form);
  form.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), SENDING_AT_MOST);
});

function release(form) {
  sending.delete(form);
  form.removeAttribute("aria-busy");
}

// What was done is told in a bar that stays in sight until it is closed.
for (const bar of document.querySelectorAll(".messages")) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-close";
  close.setAttribute("aria-label", "ปิดข้อความ");
  close.addEventListener("click", () => { bar.remove(); document.querySelector("main").focus(); });
  bar.append(close);
}

// Forms marked data-guard ask before the page is left. A form shown again with errors or a conflict is unsaved already.
const guarded = [...document.querySelectorAll("form[data-guard]")];
const contents = (form) => new URLSearchParams(new FormData(form)).toString();
const atStart = new Map(guarded.map((form) => [form, contents(form)]));
let leavingOnPurpose = false;

for (const form of guarded) form.addEventListener("submit", () => { leavingOnPurpose = true; });

window.addEventListener("pageshow", () => {
  leavingOnPurpose = false;
  sending.forEach(release);
});
window.addEventListener("beforeunload", (event) => {
  const unsaved = guarded.some((form) => summary || contents(form) !== atStart.get(form));
  if (unsaved && !leavingOnPurpose) event.preventDefault();
});
