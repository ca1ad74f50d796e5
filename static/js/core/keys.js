/** Keys to actions. One table (ui/key_table.js) names them; this reads the keyboard. */

const FIELD = "input, textarea, select, [contenteditable]";
const FORM = ".call, .act-panel, .hand-over";
const NAMED = {
  ArrowDown: "Down",
  ArrowUp: "Up",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Escape: "Esc",
};

/**
 * The name of a key press: "n", "?", "Esc", "Ctrl+Enter".
 *
 * A Korean input mode sends "ㅜ" or "Process" for the N key, so a letter is then read from its place on the board.
 */
export function keyName(event) {
  const plain = letter(event) ?? NAMED[event.key] ?? event.key;
  const control = event.ctrlKey || event.metaKey;
  return `${control ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${plain}`;
}

function letter({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code || "");
  const otherScript = key === "Process" || (key.length === 1 && key.charCodeAt(0) > 127);
  return place && otherScript ? place[1].toLowerCase() : undefined;
}

/** In a form every control counts: whoever goes through one with Tab has not left it. */
export function isTyping(target) {
  if (!target?.closest) return false;
  if (target.closest(FORM)) return true;
  const field = target.closest(FIELD);
  return Boolean(field) && !["checkbox", "radio", "button", "submit"].includes(field.type);
}

/** Does this row of the table answer to the key here? Rows with `typing` also act inside fields. */
export function matches(row, name, { typing, pane }) {
  if (!row.keys.includes(name)) return false;
  if (typing && !row.typing) return false;
  return !row.panes || row.panes.includes(pane);
}

/** Listen on `root`; `perform(row, event)` runs the first row that matches. Returns a stop function. */
export function listen(root, rows, context, perform) {
  const onKey = (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const here = { typing: isTyping(event.target), pane: context() };
    const row = rows.find((each) => matches(each, keyName(event), here));
    if (!row || pressesControl(event)) return;
    if (perform(row, event) !== false) event.preventDefault();
  };
  root.addEventListener("keydown", onKey);
  return () => root.removeEventListener("keydown", onKey);
}

/** Enter and Space on a button or link belong to that button or link. */
function pressesControl(event) {
  if (event.key !== "Enter" && event.key !== " ") return false;
  if (event.ctrlKey || event.metaKey) return false;
  return Boolean(event.target.closest?.("button, a[href], summary, select, textarea"));
}
