// What is typed into cells outlives the page: kept in this browser, a person and a cell each, until the portal has it.
// Keys begin as those of drafts.js, which forgets them when their person signs out and when they are too old.

const place = `draft:${document.body.dataset.user || ""}:${location.pathname}#`;

export function keep(cell) {
  const entry = { at: Date.now(), text: cell.typed, isReady: cell.isReady, ...cell.seen };
  try {
    localStorage.setItem(place + cell.code, JSON.stringify(entry));
  } catch {
    // A full or forbidden store: the cell itself still holds the text, and the page asks before it is left.
  }
}

export function forget(cell) {
  try {
    localStorage.removeItem(place + cell.code);
  } catch {
    // Nothing was kept either.
  }
}

export function keptOf(cell) {
  try {
    return JSON.parse(localStorage.getItem(place + cell.code));
  } catch {
    return null;
  }
}
