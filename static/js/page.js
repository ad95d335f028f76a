// What every page gains from JavaScript: focus on what is wrong, and a warning before unsaved typing is lost.
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

// Forms marked data-guard ask before the page is left. A form shown again with errors or a conflict is unsaved already.
const guarded = [...document.querySelectorAll("form[data-guard]")];
const contents = (form) => new URLSearchParams(new FormData(form)).toString();
const atStart = new Map(guarded.map((form) => [form, contents(form)]));
let leavingOnPurpose = false;

for (const form of guarded) form.addEventListener("submit", () => { leavingOnPurpose = true; });

window.addEventListener("pageshow", () => { leavingOnPurpose = false; });
window.addEventListener("beforeunload", (event) => {
  const unsaved = guarded.some((form) => summary || contents(form) !== atStart.get(form));
  if (unsaved && !leavingOnPurpose) event.preventDefault();
});
