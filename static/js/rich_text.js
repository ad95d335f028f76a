// Buttons above a narrative that put in its light markup: **bold**, "- " and "1. " lists. Without this it is typed.
"use strict";

const TOOLS = [
  ["ตัวหนา", (area) => wrap(area, "**")],
  ["หัวข้อย่อย", (area) => marked(area, () => "- ")],
  ["เลขข้อ", (area) => marked(area, (number) => `${number}. `)],
];
const MARK = /^(-|[0-9๐-๙]{1,3}\.)\s+/;

function replace(area, start, end, text) {
  area.focus();
  area.setRangeText(text, start, end, "select");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// Bold never crosses the end of a line, nor begins or ends at a space.
function wrap(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const bold = (line) => line.trim() ? line.replace(/\S(.*\S)?/, (words) => mark + words.replaceAll(mark, "") + mark) : line;
  if (start !== end) replace(area, start, end, value.slice(start, end).split("\n").map(bold).join("\n"));
}

function marked(area, markOf) {
  const { value } = area;
  const start = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const after = value.indexOf("\n", area.selectionEnd);
  const end = after < 0 ? value.length : after;
  const lines = value.slice(start, end).split("\n").filter((line) => line.trim());
  const isOff = lines.length > 0 && lines.every((line, at) => line.startsWith(markOf(at + 1)));
  const text = lines.map((line, at) => (isOff ? "" : markOf(at + 1)) + line.replace(MARK, "")).join("\n");
  replace(area, start, end, text);
}

for (const area of document.querySelectorAll("textarea[data-rich-text]")) {
  const bar = document.createElement("div");
  bar.className = "rich-text-tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "จัดรูปแบบข้อความที่เลือก");
  for (const [name, press] of TOOLS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = name;
    button.addEventListener("click", () => press(area));
    bar.append(button);
  }
  area.before(bar);
}
