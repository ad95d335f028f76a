// Moving in the grid by keyboard as in a spreadsheet. Hidden rows are passed over.

const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

export function moveByKeys(sheet, cells, { revert }) {
  sheet.addEventListener("keydown", (event) => {
    const cell = cells.find((one) => one.input === event.target);
    if (!cell || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Escape") revert(cell);
    else if (goal(event, cell, cells.filter((one) => one.isVisible), sheet)) event.preventDefault();
  });
}

// True when the key is one of the grid's, even where there is nowhere to go.
function goal(event, cell, visible, sheet) {
  const next = event.key in STEPS ? beside(event, visible, cell, sheet) : atEnd(event, visible, cell);
  next?.focus();
  return next !== undefined;
}

function beside(event, visible, cell, sheet) {
  if (event.ctrlKey) return undefined;
  const isBack = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
  const next = visible[visible.indexOf(cell) + (isBack ? -1 : 1)];
  return next ?? (event.key === "Enter" && !isBack ? sheet.querySelector("button[type=submit]") : null);
}

// Home and End go to the first and last cell while the whole cell is selected, as it is after a move; in the middle of
// a text they move the caret, as everywhere. With Ctrl they always move.
function atEnd(event, visible, cell) {
  if (event.key !== "Home" && event.key !== "End") return undefined;
  if (event.shiftKey || !(event.ctrlKey || isWholeSelected(cell.input))) return undefined;
  return visible.at(event.key === "Home" ? 0 : -1);
}

function isWholeSelected(input) {
  return input.selectionStart === 0 && input.selectionEnd === input.value.length;
}
