// What follows from the stored scores, as the portal computed it with its last answer.

export function showFigures(sheet, cells, answer) {
  for (const cell of cells) showComputed(cell, answer.figures[cell.code]);
  const find = (name) => document.querySelector(`[data-${name}]`);
  find("total").textContent = answer.total;
  find("level").textContent = answer.level;
  find("explanation").textContent = answer.explanation;
  find("notices").replaceChildren(...answer.notices.map(listItem));
}

function showComputed(cell, { computed, differs, below }) {
  const place = cell.row.querySelector("[data-computed]");
  place.textContent = computed === "–" ? "" : computed;
  place.classList.toggle("differs", differs);
  cell.row.toggleAttribute("data-below", below);
}

function listItem(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}
