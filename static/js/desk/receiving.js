/** What arrives live: frames onto the board, entries into open timelines, positions of units. */

import { applyFrame, fromSnapshot } from "../domain/board.js";
import { applyPositions } from "../domain/positions.js";
import { mergeEntries, rejoined } from "../domain/timeline.js";
import { hearWords, loadWords } from "./command_knowing.js";
import { cue } from "./cueing.js";
import { hearReference, learnAnew } from "./knowing.js";
import { alarm } from "./maydays.js";
import { nameSoon } from "./naming.js";
import { hearMessages, loadPopUps, remind } from "./paging.js";
import { detailOf, loadDetail, reloadDetails } from "./selecting.js";

/** A whole picture: open timelines are fetched anew, since entries may have been missed. */
export function receiveSnapshot(desk, frame) {
  const isLater = desk.state.board.loaded;
  desk.set({ board: fromSnapshot(frame), details: new Map(), fetched: new Map() });
  if (frame.board.server_time) setClock(desk, frame.board.server_time);
  if (isLater) {
    loadWords(desk);
    learnAnew(desk);
  }
  loadPopUps(desk);
  if (desk.state.selected != null) loadDetail(desk, desk.state.selected);
}

/** Entries since the last frame. The store has checked that none is missing. */
export function receiveEntries(desk, frame) {
  const before = desk.state.board;
  const board = applyFrame(before, frame);
  if (board === before) return;
  const incidentEntries = frame.entries.filter((entry) => entry.subject.type === "incident");
  desk.set({ board, ...timelinesWith(desk.state, incidentEntries) });
  reloadDetails(desk, rejoined(incidentEntries));
  hearReference(desk, frame.entries);
  hearWords(desk, frame.entries);
  cue(desk, before, board, frame.entries);
  hearMessages(desk, frame.entries);
}

function timelinesWith(state, entries) {
  const details = new Map(state.details);
  for (const entry of entries) {
    const id = entry.subject.id;
    if (!details.has(id)) continue;
    const detail = detailOf({ details }, id);
    details.set(id, { ...detail, entries: mergeEntries(detail.entries, [entry]) });
  }
  return { details };
}

/** The server's clock rules every timer: keep the difference to this machine's clock. */
export function setClock(desk, iso) {
  desk.set({ offset: Date.parse(iso) - Date.now() });
}

/** The units that moved, at most once a second; `full` replaces everything that was known. */
export function receivePositions(desk, frame) {
  desk.set({ positions: applyPositions(desk.state.positions, frame) });
}

/** Once a second, so that every timer moves together. */
export function tick(desk) {
  desk.set({ now: Date.now() + desk.state.offset });
  alarm(desk);
  remind(desk);
  nameSoon(desk);
}
