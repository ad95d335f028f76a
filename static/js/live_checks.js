// The checks beside the work: asked for once the page stands, and again after something was saved (`portal:saved`).
// Never in the way: takes no focus, moves nothing that is typed into, and says only that the number has changed.

const PAUSE = 600; // ms after the last save, so that a row of cells is checked once
const PATIENCE = 20_000;
const STORE = "live-checks:";

class LiveChecks {
  constructor(aside) {
    const find = (name) => aside.querySelector(`[data-checks-${name}]`);
    Object.assign(this, { url: aside.dataset.liveChecks, key: STORE + aside.dataset.part });
    Object.assign(this, { count: find("count"), trouble: find("trouble"), remarks: find("remarks"), said: find("said") });
    this.details = aside.querySelector("details");
    this.open();
    this.remarks.addEventListener("focusout", (event) => this.showKept(event));
    document.addEventListener("portal:saved", () => this.refresh());
    window.addEventListener("online", () => this.refresh());
    window.addEventListener("pageshow", (event) => event.persisted && this.refresh());
  }

  // As this step's panel was left on this device.
  open() {
    this.details.open = read(this.key) !== "closed";
    this.details.hidden = false;
    this.details.addEventListener("toggle", () => write(this.key, this.details.open ? "open" : "closed"));
  }

  refresh() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.request?.abort();
    const request = this.request = new AbortController();
    const timer = setTimeout(() => request.abort(), PATIENCE);
    const found = await fragment(this.url, request.signal);
    clearTimeout(timer);
    if (request !== this.request) return;
    this.trouble.hidden = Boolean(found);
    if (found) this.take(found);
  }

  // While somebody stands among the remarks they stay; the newer ones are shown when they are left.
  take(found) {
    this.count.textContent = found.dataset.said;
    this.tell(Number(found.dataset.total), found.dataset.said);
    this.kept = found;
    if (!this.remarks.contains(document.activeElement)) this.show();
  }

  tell(total, words) {
    if (this.total !== undefined && this.total !== total) this.said.textContent = `ข้อสังเกตของงานปีนี้: ${words}`;
    this.total = total;
  }

  showKept({ relatedTarget }) {
    if (!this.remarks.contains(relatedTarget)) this.show();
  }

  show() {
    if (this.kept) this.remarks.replaceChildren(this.kept);
    this.kept = null;
  }
}

// The piece of a page; null when there is none to be had: no line, no session, no right, or a newer request.
async function fragment(url, signal) {
  try {
    const response = await fetch(url, { signal, redirect: "manual", cache: "no-store" });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector("[data-checks]");
  } catch {
    return null;
  }
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A full store remembers nothing; the panel itself works as ever.
  }
}

for (const aside of document.querySelectorAll("[data-live-checks]")) {
  const checks = new LiveChecks(aside);
  if (document.readyState === "complete") checks.ask();
  else window.addEventListener("load", () => checks.ask());
}
