// Shows some of the rows, and how many there are of each kind. A row stays until another choice is pressed, so that
// none goes away under the hands of whoever fills it.

const KINDS = {
  all: () => true,
  empty: (cell) => !cell.typed,
  below: (cell) => cell.isBelow,
  changed: (cell) => cell.isOther,
};

export class Filter {
  constructor(group, cells, tell) {
    this.cells = cells;
    this.tell = tell;
    this.buttons = [...group.querySelectorAll("button")];
    for (const button of this.buttons) button.addEventListener("click", () => this.choose(button));
    this.count();
  }

  choose(pressed) {
    for (const button of this.buttons) button.setAttribute("aria-pressed", button === pressed);
    for (const cell of this.cells) cell.row.hidden = !KINDS[pressed.value](cell);
    const number = this.cells.filter((cell) => cell.isVisible).length;
    this.tell(number ? `แสดง ${number} ช่อง` : "ไม่มีช่องตามตัวกรองนี้");
  }

  count() {
    for (const button of this.buttons) {
      button.querySelector("[data-count]").textContent = this.cells.filter(KINDS[button.value]).length;
    }
  }
}
