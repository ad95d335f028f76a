// What the grid says of itself, on screen and to a screen reader: what was saved, what waits, what stands in the way.

const COUNTED = [
  ["invalid", (number) => `ต้องแก้ ${number} ช่อง`],
  ["conflict", (number) => `ต้องเลือกค่า ${number} ช่อง`],
  ["waiting", (number) => `รอส่ง ${number} ช่อง`],
];
const TROUBLES = {
  line: "เชื่อมต่อระบบไม่ได้ ค่าที่พิมพ์เก็บไว้ในเครื่องนี้ จะส่งให้เองเมื่อเชื่อมต่อได้",
  session: "เซสชันหมดอายุ ค่าที่พิมพ์เก็บไว้ในเครื่องนี้ เข้าสู่ระบบในแท็บใหม่แล้วกลับมาหน้านี้ ระบบจะบันทึกต่อให้",
};
const MOST_NAMED = 3;

export class Status {
  constructor(line, connection, cells) {
    Object.assign(this, { line, connection, cells });
  }

  say(text) {
    this.event = text;
    this.sum();
  }

  sum() {
    const parts = COUNTED.map(([state, words]) => {
      const number = this.cells.filter((cell) => cell.state === state).length;
      return number ? words(number) : "";
    });
    this.line.textContent = [this.event, ...parts].filter(Boolean).join(" · ");
  }

  block(trouble, message) {
    this.explain(TROUBLES[trouble] ?? message, trouble === "session");
    this.say("");
  }

  // The same words are not said again: a screen reader would repeat them with every try.
  explain(text, mustSignIn) {
    const [words, link] = this.connection.children;
    if (words.textContent !== text) words.textContent = text;
    link.hidden = !mustSignIn;
    this.connection.classList.toggle("is-blocked", Boolean(text));
  }

  unblock(saved, total) {
    this.explain("", false);
    const sum = total === "–" ? "" : ` คะแนนรวม ${total}`;
    this.say(saved.length ? `บันทึก ${named(saved)} แล้ว${sum}` : "");
  }
}

function named(saved) {
  return saved.length > MOST_NAMED ? `${saved.length} ช่อง` : saved.map((cell) => cell.code).join(" ");
}
