// One cell of the grid: what is typed, what is stored, and the state that its row shows in words.

// States in which what is typed is not stored.
const OPEN = new Set(["typing", "saving", "waiting", "invalid", "conflict"]);

export class Cell {
  constructor(input, words) {
    this.input = input;
    this.words = words;
    this.code = input.dataset.code;
    this.row = input.closest("tr");
    this.stateCell = this.row.querySelector("[data-state]");
    this.note = this.row.querySelector("[data-note]");
    this.shownField = this.row.querySelector(`[name="w-${this.code}"]`);
    this.versionField = this.row.querySelector(`[name="v-${this.code}"]`);
    this.basis = null; // what an edit brought back from an earlier visit was based on
    this.sent = null; // on its way, or sent and never answered
    this.theirs = null; // what somebody else stored while this was typed
    this.isReady = false; // the person has left the cell: it may be sent
    this.atStart = this.typed;
  }

  get typed() { return this.input.value.trim(); }

  get saved() { return this.shownField.value; }

  get state() { return this.stateCell.dataset.state; }

  get isOpen() { return OPEN.has(this.state); }

  get isChanged() { return this.typed !== this.saved; }

  get isOther() { return this.typed !== this.atStart; }

  get isVisible() { return !this.row.hidden; }

  get isBelow() { return "below" in this.row.dataset; }

  show(state, reason = "") {
    this.stateCell.dataset.state = state;
    this.stateCell.textContent = this.words[state];
    this.note.textContent = reason;
    this.row.classList.toggle("is-conflict", state === "conflict");
    this.input.classList.toggle("is-invalid", state === "invalid");
    if (state === "invalid") this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  rest() {
    this.isReady = false;
    this.show(this.saved ? "saved" : "empty");
  }

  // What the typed value answers to.
  get seen() { return this.basis ?? { base: this.saved, version: Number(this.versionField.value) }; }

  // A value whose answer was lost is sent again before anything newer, so that nobody meets an edit of their own.
  parcel() {
    this.sent ??= { value: this.typed, ...this.seen };
    return { code: this.code, ...this.sent };
  }

  write(text) { this.input.value = text; }

  settle({ value, version }) {
    this.shownField.value = value;
    this.versionField.value = version;
    this.basis = this.theirs = null;
  }

  focus() {
    this.input.focus();
    this.input.select();
    this.input.scrollIntoView({ block: "nearest" }); // clear of the bar below and the header above
  }
}
