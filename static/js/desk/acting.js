/** Acts on the chosen incident: at once, or through a small panel that asks what is needed. */

import { isStale, newKey } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { finishesWith, whyNot } from "../domain/acts.js";
import { isHeld } from "../domain/ageing.js";
import { assignmentsOf } from "../domain/assignments.js";
import { differences } from "../domain/conflict.js";
import { ACT, WHY_NOT } from "../ui/words.js";
import { firstValues, lacking, requestOf } from "./act_requests.js";
import { openDispatch } from "./dispatching.js";
import { notify } from "./noticing.js";
import { showPanel } from "./panels.js";
import { keepCard } from "./selecting.js";

const AT_ONCE = new Set(["acknowledge", "start", "finish", "release", "unmerge"]);

/** What is on its way, by incident: quick hands press A and S before the first answer is back. */
const onTheWay = new Map();

/** Begin an act on the chosen incident: send it, open its panel, or say why not. */
export async function begin(desk, act) {
  const chosen = desk.selectedCard;
  if (!chosen) return notify(desk, gettext("Choose an incident first."));
  const earlier = AT_ONCE.has(act) && onTheWay.get(chosen.id);
  const card = earlier ? newer(await earlier, desk.card(chosen.id)) : chosen;
  const wanted = turned(act, card, desk.state.now);
  const why = whyNot(wanted, card, desk.state.me, desk.state.now);
  if (why) return notify(desk, `${ACT[wanted]}: ${WHY_NOT[why]}`);
  if (AT_ONCE.has(wanted)) return send(desk, card.id, wanted, {});
  openPanel(desk, wanted, card);
}

/** Begin to send one unit that somebody named, to the chosen incident. */
export function beginWith(desk, unit) {
  const card = desk.selectedCard;
  if (!card) return notify(desk, gettext("Choose an incident first."));
  const why = whyNot("dispatch", card, desk.state.me, desk.state.now);
  if (why) return notify(desk, `${ACT.dispatch}: ${WHY_NOT[why]}`);
  return openDispatch(desk, card, [unit]);
}

/** The panel of an act. It remembers the version that its user saw. */
function openPanel(desk, act, card) {
  if (act === "dispatch") return openDispatch(desk, card);
  const values = firstValues(act, card);
  showPanel(desk, { act, incident: card.id, seen: card, values });
}

/** Send the open panel. `overTheirs` repeats a refused write on top of the version that stands now. */
export async function submitPanel(desk, { overTheirs = false } = {}) {
  const { panel } = desk.state;
  if (!panel || panel.sending) return;
  if (panel.submit) return panel.submit(desk);
  const card = desk.card(panel.incident);
  const missing = lacking(panel, card, desk.state.me);
  if (missing.length) {
    desk.set({
      panel: {
        ...panel,
        problem: { message: gettext("Something is still needed."), fields: missing },
      },
    });
    return;
  }
  const version = overTheirs ? panel.conflict.incident.version : panel.seen.version;
  const frees = panel.act === "close" && leavesUnits(desk, panel);
  const sending = { ...panel, frees, sending: true, problem: null, conflict: null };
  desk.set({ panel: sending });
  await deliver(desk, sending, version, overTheirs ? newKey() : panel.key);
}

/** Are units still there, by the board or by the server's word? */
function leavesUnits(desk, { incident, problem }) {
  const there = assignmentsOf(desk.state.board, incident);
  return there.length > 0 || problem?.code === "units_still_assigned";
}

async function deliver(desk, panel, seen, key) {
  try {
    const version = panel.act === "close" ? await finishMine(desk, panel, seen) : seen;
    const { method, path, body } = requestOf(panel, version);
    const card = await desk.api[method](`/api/incidents/${panel.incident}/${path}`, body, { key });
    if (isCurrent(desk, panel)) desk.set({ panel: null });
    done(desk, panel.act, card);
  } catch (problem) {
    if (!isCurrent(desk, panel)) return notify(desk, problem.message, "bad");
    const refused = { ...desk.state.panel, sending: false };
    if (!isStale(problem)) return desk.set({ panel: { ...refused, problem } });
    await meetConflict(desk, refused, problem.body.incident);
  }
}

/** Closing says that my own part is done too. Returns the version to close: a stale one stays stale. */
async function finishMine(desk, { incident }, version) {
  if (!finishesWith(desk.card(incident), desk.state.me)) return version;
  const card = await desk.api.post(`/api/incidents/${incident}/finish/`);
  if (card.version !== version + 1) return version;
  desk.set({ panel: { ...desk.state.panel, seen: card } });
  return card.version;
}

const isCurrent = (desk, panel) => desk.state.panel?.id === panel.id;

/** Somebody was faster. If they changed something else, go on; if the same thing, show both. */
async function meetConflict(desk, panel, incident) {
  const changes = differences(panel.act, panel.seen, incident);
  desk.set({ panel: { ...panel, conflict: { incident, changes } } });
  if (!changes.length) await submitPanel(desk, { overTheirs: true });
}

/** One key for there and back: hold and release, merge and unmerge. */
function turned(act, card, now) {
  if (act === "hold" && isHeld(card, now)) return "release";
  return act === "merge" && card.status === "merged" ? "unmerge" : act;
}

/** An answer may be ahead of the entry that tells everybody of it. */
function newer(answered, card) {
  return answered && answered.updated_at >= card.updated_at ? answered : card;
}

/** Acts that need no words. Their effect comes back as an entry, like everybody else's. */
function send(desk, id, act, body) {
  const sending = post(desk, id, act, body);
  onTheWay.set(id, sending);
  return sending;
}

async function post(desk, id, act, body) {
  try {
    const card = await desk.api.post(`/api/incidents/${id}/${act}/`, body);
    done(desk, act, card);
    return card;
  } catch (problem) {
    notify(desk, `${ACT[act]}: ${problem.message}`, "bad", id);
    return null;
  }
}

function done(desk, act, card) {
  if (card?.id && !desk.state.board.incidents.has(card.id)) keepCard(desk, card);
  const number = card?.number ?? desk.selectedCard?.number ?? "";
  notify(
    desk,
    fill(gettext("%(act)s: %(number)s"), { act: ACT[act], number }),
    "good",
    card?.id ?? null,
  );
}
