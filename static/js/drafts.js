// What was typed in a guarded form outlives a lost session: it is kept in this tab until the portal says it is saved.
"use strict";

const DRAFT = "draft:", SENT = "sent-draft";
const own = `${DRAFT}${document.body.dataset.user || ""}:`;
const here = own + location.pathname + location.search;
const NOT_KEPT = /^csrfmiddlewaretoken$|_FORMS$/;
const draftKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(DRAFT));

function typedIn(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.test(name));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  sessionStorage.removeItem(SENT);
  if ("signOut" in form.dataset) draftKeys().forEach((key) => sessionStorage.removeItem(key));
  if (!("guard" in form.dataset)) return;
  try {
    sessionStorage.setItem(here, JSON.stringify(typedIn(form)));
    sessionStorage.setItem(SENT, here);
  } catch {
    // A full store keeps no draft; the form itself works as ever.
  }
});

if (document.querySelector("[data-saved]") && sessionStorage.getItem(SENT)) {
  sessionStorage.removeItem(sessionStorage.getItem(SENT));
  sessionStorage.removeItem(SENT);
}
for (const note of document.querySelectorAll("[data-draft-kept]")) note.hidden = draftKeys().length === 0;

// Back and forward bring typed text back by themselves, so the form is compared once the page stands.
window.addEventListener("pageshow", () => {
  const form = document.querySelector("form[data-guard]");
  const kept = form && JSON.parse(sessionStorage.getItem(here));
  if (kept && !document.querySelector("[data-draft]") && differs(form, kept)) offer(form, kept);
});

function differs(form, kept) {
  const hidden = new Set([...form.elements].filter((field) => field.type === "hidden").map((field) => field.name));
  const shown = (entries) => JSON.stringify(entries.filter(([name, value]) => value && !hidden.has(name)).sort());
  return shown(kept) !== shown(typedIn(form));
}

function offer(form, kept) {
  const notice = document.createElement("section");
  notice.className = "notice notice-warning draft";
  notice.dataset.draft = "";
  notice.setAttribute("aria-label", "ข้อความที่ยังไม่ได้บันทึก");
  const text = paragraph("พบข้อความที่พิมพ์ไว้แต่ยังไม่ได้บันทึก");
  const putBack = button("ใส่กลับ", "btn-primary", () => {
    const left = restore(form, kept);
    text.textContent = "ใส่ข้อความกลับแล้ว ยังไม่ได้บันทึก โปรดตรวจแล้วกดบันทึก";
    if (left.length) notice.append(paragraph(`ข้อความที่ไม่มีช่องให้ใส่กลับ: ${left.join(" · ")}`));
    buttons.remove();
    notice.focus();
  });
  const discard = button("ทิ้ง", "btn-outline-secondary", () => {
    sessionStorage.removeItem(here);
    notice.remove();
  });
  const buttons = document.createElement("p");
  buttons.className = "draft-actions";
  buttons.append(putBack, discard);
  notice.tabIndex = -1;
  notice.append(text, buttons);
  form.before(notice);
}

function paragraph(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function button(text, look, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-sm ${look}`;
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

// Hidden versions go back too: where somebody else saved meanwhile, the server shows both instead of writing over.
function restore(form, kept) {
  const typed = new Map();
  for (const [name, value] of kept) typed.set(name, [...(typed.get(name) || []), value]);
  const names = new Set([...form.elements].map((field) => field.name).filter((name) => name && !NOT_KEPT.test(name)));
  const left = [...typed.keys()].filter((name) => !names.has(name)).flatMap((name) => typed.get(name));
  for (const name of names) left.push(...fill(form, name, typed.get(name) || []));
  return left.filter(Boolean);
}

function fill(form, name, values) {
  const named = () => [...form.elements].filter((field) => field.name === name && field.type !== "submit");
  const add = named()[0]?.closest("[data-text-rows]")?.querySelector("[data-add-row]");
  while (add && named().length < values.length) add.click();
  const left = [...values];
  for (const field of named()) setField(field, values, left);
  return named().some((field) => field.type === "checkbox" || field.type === "radio") ? [] : left;
}

function setField(field, values, left) {
  if (field.type === "file") return;
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else field.value = left.shift() ?? "";
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}
