// The grid of scores: moving by keyboard, and figures while typing. The server computes; this only shows.
"use strict";

const sheet = document.querySelector("[data-sheet]");
const cells = [...sheet.querySelectorAll(".cell")];
const find = (name) => document.querySelector(`[data-${name}]`);
const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

sheet.addEventListener("keydown", (event) => {
  const at = cells.indexOf(event.target);
  const step = STEPS[event.key];
  if (at < 0 || !step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const next = cells[at + (event.shiftKey && event.key === "Enter" ? -1 : step)];
  if (next) { next.focus(); next.select(); }
  else if (event.key === "Enter" && !event.shiftKey) sheet.querySelector("button[type=submit]").focus();
});

let timer, asked = 0;
sheet.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(preview, 250);
});

async function preview() {
  const number = ++asked;
  try {
    const response = await fetch(sheet.dataset.preview, { method: "POST", body: new FormData(sheet) });
    if (response.ok && number === asked) show(await response.json());
  } catch {
    // Without a connection the figures wait: typing goes on, and saving computes everything again.
  }
}

function show(found) {
  for (const [code, figure] of Object.entries(found.figures)) showFigure(code, figure);
  for (const cell of cells) showError(cell, found.errors[cell.dataset.code] || "");
  find("total").textContent = found.total;
  find("level").textContent = found.level;
  find("explanation").textContent = found.explanation;
  find("notices").replaceChildren(...found.notices.map(listItem));
}

function showFigure(code, figure) {
  const place = sheet.querySelector(`[data-computed="${code}"]`);
  place.textContent = figure.computed === "–" ? "" : figure.computed;
  place.classList.toggle("differs", figure.differs);
}

function showError(cell, text) {
  if (cell.closest(".is-conflict")) return;
  cell.classList.toggle("is-invalid", Boolean(text));
  cell.toggleAttribute("aria-invalid", Boolean(text));
  if (text) cell.setAttribute("aria-invalid", "true");
  sheet.querySelector(`[data-note="${cell.dataset.code}"]`).textContent = text;
}

function listItem(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}
