// Renews what a page says of a job in the background, in place, so that a screen reader hears it and focus stays.
"use strict";

const EVERY = 1000;

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page && page.querySelector("[data-waiting]");
  const shown = document.querySelector("[data-waiting]");
  if (fresh) {
    if (fresh.innerHTML !== shown.innerHTML) shown.replaceChildren(...fresh.childNodes);
  } else if (page) {
    location.replace(location.href);
    return;
  }
  setTimeout(look, EVERY);
}

if (document.querySelector("[data-waiting]")) setTimeout(look, EVERY);
