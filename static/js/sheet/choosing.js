// Where somebody else stored another value meanwhile: both values under the cell, and a button for each.

import { meet } from "./sending.js";

const BLANK = "ค่าว่าง";

// `choose` is told the cell and the text that shall stand.
export function offerChoice(cell, choose) {
  removeChoice(cell);
  const [theirs, mine] = [cell.theirs.value, cell.typed];
  cell.note.textContent = `${cell.code}: ผู้อื่นบันทึก ${theirs || BLANK} · ท่านพิมพ์ ${mine || BLANK}`;
  const choices = document.createElement("div");
  choices.className = "cell-choices";
  choices.append(
    button(cell, `ใช้ ${theirs || BLANK} ที่ผู้อื่นบันทึก`, () => choose(cell, theirs)),
    button(cell, `ใช้ ${mine || BLANK} ของท่าน`, () => choose(cell, mine)),
  );
  cell.note.after(choices);
}

export function removeChoice(cell) {
  choicesOf(cell)?.remove();
}

export const choicesOf = (cell) => cell.row.querySelector(".cell-choices");

// A page that the server drew with a conflict shows the stored value as the one seen.
export function meetAsDrawn(cell) {
  if (cell.state === "conflict") meet(cell, { value: cell.saved, version: cell.seen.version });
}

function button(cell, text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm btn-outline-primary";
  made.textContent = text;
  made.setAttribute("aria-describedby", cell.note.id);
  made.addEventListener("click", press);
  return made;
}
