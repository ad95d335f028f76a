// Forms of measures and progress: rows change in place, and fields that do not apply fold away.
"use strict";

for (const editor of document.querySelectorAll("[data-text-rows]")) {
  const list = editor.querySelector("ol");
  const pattern = list.firstElementChild.cloneNode(true);
  pattern.querySelector("textarea").value = "";

  const number = () => {
    [...list.children].forEach((row, index, rows) => {
      const place = index + 1;
      const [label, area] = [row.querySelector("label"), row.querySelector("textarea")];
      label.textContent = `${editor.dataset.rowName} ${place}`;
      label.htmlFor = area.id = `${editor.id}_${place}`;
      const [up, down, remove] = row.querySelectorAll("button");
      const names = [[up, "up", "เลื่อน", " ขึ้น"], [down, "down", "เลื่อน", " ลง"], [remove, "remove", "ลบ", ""]];
      for (const [button, action, before, after] of names) {
        button.value = `${action}-${place}`;
        button.setAttribute("aria-label", `${before}${editor.dataset.rowName} ${place}${after}`);
      }
      up.disabled = index === 0;
      down.disabled = index === rows.length - 1;
    });
  };

  const add = () => {
    list.append(pattern.cloneNode(true));
    number();
    list.lastElementChild.querySelector("textarea").focus();
  };

  const remove = (row) => {
    const next = row.nextElementSibling || row.previousElementSibling;
    if (!next) { row.querySelector("textarea").value = ""; return; }
    row.remove();
    number();
    next.querySelector("textarea").focus();
  };

  const move = (row, button, action) => {
    if (action === "up") row.previousElementSibling.before(row);
    else row.nextElementSibling.after(row);
    number();
    (button.disabled ? row.querySelector("textarea") : button).focus();
  };

  editor.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    event.preventDefault();
    const [action] = button.value.split("-");
    const row = button.closest("[data-text-row]");
    if (action === "add") add();
    else if (action === "remove") remove(row);
    else move(row, button, action);
  });
}

// What is typed in a field that folds away stays, so that a change of mind loses nothing; the server asks about it.
for (const part of document.querySelectorAll("[data-shown-when]")) {
  const [name, value] = part.dataset.shownWhen.split("=");
  const choices = [...document.getElementsByName(name)];
  const fold = () => {
    const chosen = choices.find((choice) => choice.checked)?.value === value;
    const filled = [...part.querySelectorAll("input, textarea")].some((field) => field.value.trim());
    part.hidden = !chosen && !filled;
  };
  for (const choice of choices) choice.addEventListener("change", fold);
  fold();
}
