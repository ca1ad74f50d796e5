/** What arrives live: frames onto the board, entries into open timelines, cues to ear and eye. */

import { fill, gettext, nameOf } from "../core/i18n.js";
import { applyFrame, fromSnapshot } from "../domain/board.js";
import { cueOf } from "../domain/cues.js";
import { priorityOf } from "../domain/priorities.js";
import { mergeEntries, rejoined } from "../domain/timeline.js";
import { play } from "../ui/sound.js";
import { notify } from "./noticing.js";
import { detailOf, loadDetail, reloadDetails } from "./selecting.js";

const FRESH_MS = 20_000;

/** A whole picture: open timelines are fetched anew, since entries may have been missed. */
export function receiveSnapshot(desk, frame) {
  desk.set({ board: fromSnapshot(frame), details: new Map(), fetched: new Map() });
  if (frame.board.server_time) setClock(desk, frame.board.server_time);
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
  cue(desk, before, board, incidentEntries);
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

/** One sound per frame, the most urgent; a storm of entries must not become a storm of noise. */
function cue(desk, before, after, entries) {
  const cues = entries
    .map((entry) => {
      const id = entry.subject.id;
      return cueOf(entry, before.incidents.get(id), after.incidents.get(id), desk.state.me);
    })
    .filter(Boolean);
  if (!cues.length) return;
  markFresh(desk, cues);
  const loudest = cues.filter(({ sound }) => sound).sort((a, b) => a.priority - b.priority)[0];
  if (loudest && !desk.state.muted) play(loudest.sound);
  for (const one of cues.filter(({ kind }) => kind !== "news").slice(0, 3)) say(desk, one);
}

function markFresh(desk, cues) {
  const until = desk.state.now + FRESH_MS;
  const fresh = new Map([...desk.state.fresh].filter(([, end]) => end > desk.state.now));
  for (const { incident } of cues) fresh.set(incident, until);
  desk.set({ fresh });
}

const SAYING = {
  asked: gettext("New for you: %(priority)s %(type)s, %(place)s"),
  raised: gettext("Raised to %(priority)s: %(type)s, %(place)s"),
  overdue: gettext("No answer in time: %(priority)s %(type)s, %(place)s"),
  declined: gettext("Declined: %(priority)s %(type)s, %(place)s"),
};

function say(desk, { kind, incident }) {
  const card = desk.card(incident);
  const text = fill(SAYING[kind], {
    priority: priorityOf(card.priority).code,
    type: nameOf(desk.state.reference.typeByCode.get(card.type)) || card.type,
    place: card.place.address || nameOf(card.place.district),
  });
  notify(desk, text, kind === "asked" || kind === "raised" ? "plain" : "bad", incident);
}

/** The server's clock rules every timer: keep the difference to this machine's clock. */
export function setClock(desk, iso) {
  desk.set({ offset: Date.parse(iso) - Date.now() });
}

/** Once a second, so that every timer moves together. */
export function tick(desk) {
  desk.set({ now: Date.now() + desk.state.offset });
}
