// Pasting from a spreadsheet: the portal reads the text, a dialog shows what would change and what can not, and only
// then do the cells take it. The last paste can be taken back.

import { ask } from "./asking.js";

const UNREAD = "ตรวจข้อมูลที่วางไม่ได้ เพราะเชื่อมต่อระบบไม่ได้ ข้อมูลที่คัดลอกยังอยู่ ลองวางอีกครั้งเมื่อเชื่อมต่อได้";
const SESSION = "เซสชันหมดอายุ เข้าสู่ระบบในแท็บใหม่ แล้วลองตรวจข้อมูลอีกครั้ง";
const BLANK = "ว่าง";

export class Paste {
  // `take` saves the cells given; `tell` says what happened.
  constructor({ dialog, open, undo, url, cells, take, tell }) {
    Object.assign(this, { dialog, undo, url, cells, take, tell });
    this.text = dialog.querySelector("textarea");
    open.addEventListener("click", () => this.show(cells.find((cell) => cell.isVisible)));
    undo.addEventListener("click", () => this.takeBack());
    this.text.addEventListener("input", () => this.clear());
    this.part("read").addEventListener("click", () => this.read(this.text.value));
    this.part("take").addEventListener("click", () => this.fill());
    this.part("cancel").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.start?.focus());
  }

  part(name) { return this.dialog.querySelector(`[data-paste-${name}]`); }

  // A single value goes into its cell as anywhere; only rows and columns are looked at first.
  onPaste(event, cell) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\r\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    this.show(cell);
    this.text.value = text;
    this.read(text);
  }

  show(cell) {
    this.start = cell;
    this.text.value = "";
    this.clear();
    this.dialog.showModal();
    this.text.focus();
  }

  // A preview never stands beside another text than its own.
  clear() {
    this.part("trouble").textContent = "";
    this.showParts({ preview: false, take: false, read: true });
  }

  showParts(shown) {
    for (const [name, isShown] of Object.entries(shown)) this.part(name).hidden = !isShown;
  }

  async read(text) {
    const visible = this.cells.filter((cell) => cell.isVisible);
    const codes = visible.slice(Math.max(visible.indexOf(this.start), 0)).map((cell) => cell.code);
    const { answer, trouble, message } = await ask(this.url, { text, codes });
    this.part("trouble").textContent = answer ? "" : message ?? (trouble === "session" ? SESSION : UNREAD);
    if (answer) this.preview(answer.rows);
  }

  preview(rows) {
    const good = rows.filter((row) => !row.problem).map((row) => this.change(row));
    this.changes = good.filter(({ from, to }) => from !== to);
    const refused = rows.filter((row) => row.problem);
    const same = good.length - this.changes.length;
    this.part("summary").textContent =
      `จะเปลี่ยน ${this.changes.length} ช่อง · เหมือนเดิม ${same} ช่อง · วางไม่ได้ ${refused.length} แถว`;
    this.list("changes", this.changes.map(({ cell, name, from, to }) => [cell.code, name, from || BLANK, to || BLANK]));
    this.list("refused", refused.map((row) => [`แถวที่ ${row.number}`, row.text, row.problem]));
    this.showParts({ preview: true, take: this.changes.length, read: false });
    this.part("take").textContent = `ใช้ค่าเหล่านี้ ${this.changes.length} ช่อง`;
    this.part("summary").focus();
  }

  change({ code, name, value }) {
    const cell = this.cells.find((one) => one.code === code);
    return { cell, name, from: cell.typed, to: value };
  }

  list(name, rows) {
    const body = this.part(name).querySelector("tbody");
    this.part(name).hidden = !rows.length;
    body.replaceChildren(...rows.map(tableRow));
  }

  fill() {
    this.last = this.changes;
    for (const { cell, to } of this.last) cell.write(to);
    this.dialog.close();
    this.undo.hidden = false;
    this.tell(`วางแล้ว ${this.last.length} ช่อง`);
    this.take(this.last.map(({ cell }) => cell));
  }

  // Cells that were typed into after the paste keep what was typed.
  takeBack() {
    const untouched = this.last.filter(({ cell, to }) => cell.typed === to);
    for (const { cell, from } of untouched) cell.write(from);
    this.undo.hidden = true;
    this.start.focus();
    this.tell(`เลิกการวางแล้ว ${untouched.length} ช่อง`);
    this.take(untouched.map(({ cell }) => cell));
  }
}

function tableRow(texts) {
  const row = document.createElement("tr");
  row.append(...texts.map((text, at) => {
    const cell = document.createElement(at ? "td" : "th");
    if (!at) cell.scope = "row";
    cell.textContent = text;
    return cell;
  }));
  return row;
}
