// What is typed in a guarded form outlives a lost line or session, a closed lid and a closed tab: it is kept in this
// browser while it is typed, and goes once the portal says that it is saved. Only pressing the button writes rows: half a
// measure must not stand in a plan that others read and print, nor in its history, so text saves itself here alone.
"use strict";

const DRAFT = "draft:", SENT = "sent-draft", TAB = "draft-tab";
const DAYS_KEPT = 14;
const own = `${DRAFT}${document.body.dataset.user || ""}:`;
const place = `${own}${location.pathname}${location.search}#`;
const tab = tabName();
const here = place + tab;
const NOT_KEPT = /^csrfmiddlewaretoken$|_FORMS$|^(choose|theirs|typed)-/;

// Two tabs with the same form keep a draft each.
function tabName() {
  const name = sessionStorage.getItem(TAB) || `tab${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  sessionStorage.setItem(TAB, name);
  return name;
}

function keysOf(beginning) {
  return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function typedIn(form) {
  const secret = new Set([...form.elements].filter((field) => field.type === "password").map((field) => field.name));
  const isText = ([name, value]) => typeof value === "string" && !secret.has(name) && !NOT_KEPT.test(name);
  return [...new FormData(form)].filter(isText);
}

function keep(form) {
  try {
    localStorage.setItem(here, JSON.stringify({ at: Date.now(), typed: typedIn(form) }));
  } catch {
    // A full store keeps no draft; the form itself works as ever.
  }
}

for (const key of keysOf(DRAFT)) {
  if (!(read(key)?.at > Date.now() - DAYS_KEPT * 86_400_000)) localStorage.removeItem(key);
}

// Rows that are moved or taken away make no input event, so a form that was typed into is kept again when it is left.
const touched = new Set();
document.addEventListener("input", ({ target }) => {
  if (!target.form || !("guard" in target.form.dataset)) return;
  touched.add(target.form);
  keep(target.form);
});
document.addEventListener("visibilitychange", () => touched.forEach(keep));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  sessionStorage.removeItem(SENT);
  if ("signOut" in form.dataset) keysOf(own).forEach((key) => localStorage.removeItem(key));
  if (!("guard" in form.dataset)) return;
  keep(form);
  sessionStorage.setItem(SENT, here);
});

if (document.querySelector("[data-saved]") && sessionStorage.getItem(SENT)) {
  localStorage.removeItem(sessionStorage.getItem(SENT));
  sessionStorage.removeItem(SENT);
}
// What this tab just sent is answered with another form, marked data-refilled: the draft is what stands in it now.
const refilled = document.querySelector("form[data-refilled]");
if (refilled && sessionStorage.getItem(SENT) === here) {
  keep(refilled);
  sessionStorage.removeItem(SENT);
}
for (const note of document.querySelectorAll("[data-draft-kept]")) note.hidden = !keysOf(DRAFT).some((key) => key.endsWith(`#${tab}`));

// Back and forward bring typed text back by themselves, so the form is compared once the page stands.
window.addEventListener("pageshow", () => offerNext(document.querySelector("form[data-guard]")));

// The newest draft that says something else than the form.
function offerNext(form) {
  if (!form || document.querySelector("[data-draft]")) return;
  const drafts = keysOf(place).map((key) => ({ key, ...read(key) })).filter(({ typed }) => typed && differs(form, typed));
  const [newest] = drafts.sort((one, other) => other.at - one.at);
  if (newest) offer(form, newest.key === here ? park(newest) : newest);
}

// This tab's own goes under another name, so that typing on before deciding does not write over it.
function park({ key, at, typed }) {
  const parked = `${place}${at}`;
  try {
    localStorage.setItem(parked, JSON.stringify({ at, typed }));
    localStorage.removeItem(key);
  } catch {
    return { key, at, typed };
  }
  return { key: parked, at, typed };
}

function differs(form, kept) {
  const hidden = new Set([...form.elements].filter((field) => field.type === "hidden").map((field) => field.name));
  const shown = (entries) => JSON.stringify(entries.filter(([name, value]) => value && !hidden.has(name)).sort());
  return shown(kept) !== shown(typedIn(form));
}

function offer(form, { key, at, typed }) {
  const notice = document.createElement("section");
  notice.className = "notice notice-warning draft";
  notice.dataset.draft = "";
  notice.setAttribute("aria-label", "ข้อความที่ยังไม่ได้บันทึก");
  const text = paragraph(`พบข้อความที่พิมพ์ไว้แต่ยังไม่ได้บันทึก (พิมพ์เมื่อ ${momentOf(new Date(at))})`);
  const putBack = button("ใส่กลับ", "btn-primary", () => {
    const left = restore(form, typed);
    localStorage.removeItem(key);
    keep(form);
    text.textContent = "ใส่ข้อความกลับแล้ว ยังไม่ได้บันทึก โปรดตรวจแล้วกดบันทึก";
    if (left.length) notice.append(paragraph(`ข้อความที่ไม่มีช่องให้ใส่กลับ: ${left.join(" · ")}`));
    buttons.remove();
    notice.focus();
  });
  const discard = button("ทิ้ง", "btn-outline-secondary", () => {
    localStorage.removeItem(key);
    notice.remove();
    offerNext(form);
  });
  const buttons = document.createElement("p");
  buttons.className = "draft-actions";
  buttons.append(putBack, discard);
  notice.tabIndex = -1;
  notice.append(text, buttons);
  form.before(notice);
}

// 20 พฤศจิกายน 2569 เวลา 14.05 น., as the pages write it.
function momentOf(at) {
  const day = at.toLocaleDateString("th-TH-u-ca-buddhist-nu-latn", { day: "numeric", month: "long", year: "numeric" });
  const [hour, minute] = [at.getHours(), at.getMinutes()].map((number) => String(number).padStart(2, "0"));
  return `${day} เวลา ${hour}.${minute} น.`;
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
