// Sends cells that were left, one request at a time, and takes in what became of them. What can not be sent waits.

import { ask } from "./asking.js";
import { forget, keep } from "./kept.js";

const WAITS = [2_000, 5_000, 10_000, 30_000];

export class Sending {
  // `tell` hears { saved, figures } after each answer and { trouble, message } while something stands in the way.
  constructor(url, tell) {
    this.url = url;
    this.tell = tell;
    this.queue = new Set();
    this.failures = 0;
    for (const [place, kind] of [[window, "online"], [window, "focus"], [document, "visibilitychange"]]) {
      place.addEventListener(kind, () => this.retry());
    }
  }

  add(cells) {
    for (const cell of cells) {
      cell.isReady = true;
      cell.show("waiting");
      keep(cell);
      this.queue.add(cell);
    }
    return this.pump();
  }

  retry() {
    if (this.trouble && this.trouble !== "refused") this.pump();
  }

  pump() {
    this.work ??= this.run().finally(() => { this.work = null; });
    return this.work;
  }

  async run() {
    clearTimeout(this.timer);
    while (this.queue.size && await this.sendAll());
  }

  // False when the cells must wait.
  async sendAll() {
    const batch = [...this.queue];
    this.queue.clear();
    const isFirst = batch.filter((cell) => !cell.sent);
    const cells = batch.map((cell) => cell.parcel());
    for (const cell of batch) cell.show("saving");
    const outcome = await ask(this.url, { cells });
    if (outcome.isUnread) for (const cell of isFirst) cell.sent = null;
    if (outcome.answer) this.takeIn(batch, outcome.answer);
    else this.hold(batch, outcome);
    return Boolean(outcome.answer);
  }

  hold(batch, { trouble, message }) {
    for (const cell of batch) {
      cell.show("waiting");
      this.queue.add(cell);
    }
    this.trouble = trouble;
    this.tell({ trouble, message });
    const wait = WAITS[Math.min(this.failures++, WAITS.length - 1)];
    if (trouble !== "refused") this.timer = setTimeout(() => this.pump(), wait);
  }

  takeIn(batch, answer) {
    this.trouble = null;
    this.failures = 0;
    const saved = batch.filter((cell) => this.settle(cell, answer.cells[cell.code]));
    this.tell({ saved, answer });
  }

  // True when the cell holds now what was sent.
  settle(cell, answer) {
    const isSame = cell.typed === cell.sent.value;
    cell.sent = null;
    if (answer.state === "conflict") meet(cell, answer);
    else if (answer.state === "invalid") this.refuse(cell, answer, isSame);
    else return this.store(cell, answer, isSame);
    return false;
  }

  refuse(cell, { message }, isSame) {
    if (!isSame) return this.goOn(cell);
    cell.isReady = false;
    cell.show("invalid", message);
    keep(cell);
  }

  store(cell, answer, isSame) {
    cell.settle(answer);
    if (isSame) cell.input.value = answer.value;
    if (cell.isChanged) this.goOn(cell);
    else finish(cell);
    return isSame;
  }

  // Something newer was typed while the older was on its way.
  goOn(cell) {
    keep(cell);
    if (cell.isReady) this.queue.add(cell);
    cell.show(cell.isReady ? "waiting" : "typing");
  }
}

export function finish(cell) {
  cell.rest();
  forget(cell);
}

export function meet(cell, { value, version }) {
  cell.theirs = { value, version };
  cell.isReady = false;
  cell.show("conflict");
  keep(cell);
}
