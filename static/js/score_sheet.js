// The grid of scores saves each cell when it is left. Without this script the same grid is sent by its button.

import { choicesOf, meetAsDrawn, offerChoice, removeChoice } from "./sheet/choosing.js";
import { Cell } from "./sheet/cell.js";
import { showFigures } from "./sheet/figures.js";
import { Filter } from "./sheet/filter.js";
import { forget, keep, keptOf } from "./sheet/kept.js";
import { moveByKeys } from "./sheet/keys.js";
import { Paste } from "./sheet/paste.js";
import { finish, meet, Sending } from "./sheet/sending.js";
import { Status } from "./sheet/status.js";

const sheet = document.querySelector("[data-sheet]");
const words = JSON.parse(document.getElementById("cell-states").textContent);
const cells = [...sheet.querySelectorAll(".cell")].map((input) => new Cell(input, words));
const find = (name) => document.querySelector(`[data-${name}]`);
const cellOf = (input) => cells.find((cell) => cell.input === input);
const status = new Status(find("status"), find("connection"), cells);
const filter = new Filter(find("filter"), cells, (text) => status.say(text));
const sending = new Sending(sheet.dataset.cells, hear);

for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
if ("locked" in sheet.dataset) moveByKeys(sheet, cells, { revert() {} });
else start();

function start() {
  moveByKeys(sheet, cells, { revert });
  sheet.addEventListener("input", ({ target }) => type(cellOf(target)));
  sheet.addEventListener("focusout", ({ target }) => leave([cellOf(target)]));
  sheet.addEventListener("submit", saveAll);
  listenToPaste();
  window.addEventListener("pagehide", () => leave(cells));
  document.addEventListener("visibilitychange", () => leave(document.hidden ? cells : []));
  window.addEventListener("beforeunload", askBeforeLeaving);
  cells.forEach(meetAsDrawn);
  bringBack();
  offerChoices();
}

function type(cell) {
  cell.isReady = false;
  sending.queue.delete(cell);
  if (cell.theirs) offerChoice(cell, choose);
  else if (cell.isChanged || cell.sent) cell.show("typing");
  else finish(cell);
  if (cell.isOpen) keep(cell);
  refresh();
}

function leave(left) {
  const typed = left.filter((cell) => cell?.state === "typing");
  if (typed.length) sending.add(typed);
}

// Back to what is saved; a value that may have arrived already is taken back too.
function revert(cell) {
  if (!cell.isOpen) return;
  if (cell.theirs) return choose(cell, cell.theirs.value);
  cell.basis = null;
  cell.write(cell.saved);
  type(cell);
  leave([cell]);
  cell.input.select();
}

function offerChoices() {
  for (const cell of cells) if (cell.theirs && !choicesOf(cell)) offerChoice(cell, choose);
}

function choose(cell, text) {
  cell.settle(cell.theirs);
  removeChoice(cell);
  cell.write(text);
  type(cell);
  leave([cell]);
  cell.focus();
}

function hear({ saved, answer, trouble, message }) {
  if (trouble) return status.block(trouble, message);
  showFigures(sheet, cells, answer);
  offerChoices();
  status.unblock(saved, answer.total);
  refresh();
  if (saved.length) document.dispatchEvent(new CustomEvent("portal:saved"));
}

function refresh() {
  filter.count();
  status.sum();
}

async function saveAll(event) {
  event.preventDefault();
  event.stopPropagation();
  leave(cells);
  await sending.pump();
  const open = cells.find((cell) => cell.state === "invalid" || cell.state === "conflict");
  if (open) open.focus();
  else if (!cells.some((cell) => cell.isOpen)) status.say("บันทึกแล้วทุกช่อง");
}

function listenToPaste() {
  const paste = new Paste({
    cells,
    dialog: find("paste-dialog"),
    open: find("paste-open"),
    undo: find("undo"),
    url: sheet.dataset.paste,
    take,
    tell: (text) => status.say(text),
  });
  sheet.addEventListener("paste", (event) => {
    const cell = cellOf(event.target);
    if (cell) paste.onPaste(event, cell);
  });
}

function take(taken) {
  taken.forEach(type);
  leave(taken);
}

function bringBack() {
  const back = cells.filter(restore);
  sending.add(back.filter((cell) => cell.isReady));
  if (back.length) status.say(`นำค่าที่พิมพ์ค้างไว้กลับมา ${back.length} ช่อง`);
  refresh();
}

// True for a cell that was typed into on an earlier visit and never saved.
function restore(cell) {
  const kept = keptOf(cell);
  if (!kept) return false;
  if (kept.text === cell.typed) { forget(cell); return false; }
  const stands = { value: cell.saved, version: cell.seen.version };
  const isAsSeen = kept.base === stands.value && kept.version === stands.version;
  cell.write(kept.text);
  cell.isReady = kept.isReady;
  cell.basis = { base: kept.base, version: kept.version };
  if (isAsSeen || cell.isReady) cell.show("typing");
  else meet(cell, stands);
  return true;
}

function askBeforeLeaving(event) {
  leave(cells);
  if (cells.some((cell) => cell.isOpen)) event.preventDefault();
}
