/**
 * The unit status board as its person left it: which tab, which order, which words; and whether it is open here.
 *
 * The server keeps it, so it follows its person to another desk. This browser keeps it too, for what the server
 * has not heard yet: `unsaved` stands beside that, and then this browser's word counts.
 */

import { Problem } from "../core/api.js";
import { FIRST_VIEW } from "../domain/units.js";

const KEY = "units";
const PATH = "/api/me/unit-board/";
const AFTER_MS = 1000;

/** Desk → the timer until its view is sent. */
const waiting = new WeakMap();

/** The view as it was left; `told` is the server's word, null where it has none. */
export function keptView(storage, told = null) {
  const { unsaved, ...kept } = read(storage);
  return { ...FIRST_VIEW, open: false, ...kept, ...(unsaved ? {} : told) };
}

/** Typing and leafing change it quickly; it is sent once they rest. */
export function setView(desk, patch) {
  desk.set({ unitView: { ...desk.state.unitView, ...patch } });
  const isNews = Object.keys(patch).some((name) => name !== "open");
  keep(desk, isNews || read(desk.storage).unsaved);
  if (isNews) sendSoon(desk);
}

/** Send what was left unsent, now and whenever the page is left. Returns how to stop. */
export function followView(desk, around = globalThis) {
  if (read(desk.storage).unsaved) saveView(desk);
  const leave = () => waiting.has(desk) && saveView(desk, { keepalive: true });
  around.addEventListener("pagehide", leave);
  return () => around.removeEventListener("pagehide", leave);
}

/** Tell the server. Where that fails, it stays unsaved and goes with the next change or the next opening. */
export async function saveView(desk, options = {}) {
  clearTimeout(waiting.get(desk));
  waiting.delete(desk);
  const { unitView } = desk.state;
  const { open: _here, ...view } = unitView;
  try {
    await desk.api.post(PATH, view, options);
    if (desk.state.unitView === unitView) keep(desk, false);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}

function sendSoon(desk) {
  clearTimeout(waiting.get(desk));
  waiting.set(
    desk,
    setTimeout(() => saveView(desk), AFTER_MS),
  );
}

function keep(desk, unsaved) {
  const kept = { ...desk.state.unitView, ...(unsaved ? { unsaved: true } : {}) };
  desk.storage.set(KEY, JSON.stringify(kept));
}

function read(storage) {
  return JSON.parse(storage.get(KEY) ?? "{}");
}
