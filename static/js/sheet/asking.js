// Asks the portal by JSON and tells what stood in the way, so that nothing typed is given up for a lost line or session.
// Gives { answer }, or { trouble, message, isUnread }: trouble is "line", "session" or "refused"; `isUnread` says that the
// portal certainly did nothing with the request.

const BROKEN = "ระบบไม่รับคำขอนี้";
const NOT_ALLOWED = "ท่านไม่มีสิทธิแก้ไขหน้านี้แล้ว";
const GONE = "ไม่พบหน้านี้แล้ว อาจถูกลบหรือท่านไม่มีสิทธิเข้าถึง";

const PATIENCE = 20_000;

const token = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
const user = Number(document.body.dataset.user);

export async function ask(url, body) {
  try {
    const response = await post(url, body);
    return response.status === 403 && !isJson(response) ? await again(url, body) : await read(response);
  } catch {
    return { trouble: "line" };
  }
}

// `keepalive` lets a cell arrive even when the page is closed right after it was left.
function post(url, body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const text = JSON.stringify({ user, ...body });
  const patience = { signal: AbortSignal.timeout(PATIENCE), keepalive: text.length < 20_000 };
  return fetch(url, { method: "POST", headers, body: text, redirect: "manual", ...patience });
}

const isJson = (response) => (response.headers.get("Content-Type") ?? "").startsWith("application/json");

async function read(response) {
  if (response.ok) return { answer: await response.json() };
  if (response.type === "opaqueredirect") return { trouble: "session", isUnread: true };
  if (response.status >= 500 || response.status === 429) return { trouble: "line" };
  return { trouble: "refused", message: await reason(response), isUnread: true };
}

async function reason(response) {
  if (isJson(response)) return (await response.json()).message;
  return { 403: NOT_ALLOWED, 404: GONE }[response.status] ?? BROKEN;
}

// A 403 that is a page: the session's token was renewed elsewhere, the session is over, or the right is gone. Asking for
// the present page tells which, and renews the token.
async function again(url, body) {
  const page = await fetch(location.href, { redirect: "manual", cache: "no-store" });
  return page.ok ? read(await post(url, body)) : read(page);
}
