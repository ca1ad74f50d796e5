/** Acts on the chosen incident: at once, or through a small panel that asks what is needed. */

import { isStale, newKey } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { whyNot } from "../domain/acts.js";
import { isHeld } from "../domain/ageing.js";
import { differences } from "../domain/conflict.js";
import { ACT, WHY_NOT } from "../ui/words.js";
import { firstValues, lacking, requestOf } from "./act_requests.js";
import { notify } from "./noticing.js";
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

/** The panel of an act. It remembers the version that its user saw and one key for its one intention. */
function openPanel(desk, act, card) {
  const panel = {
    act,
    incident: card.id,
    seen: card,
    values: firstValues(act, card),
    id: newKey(),
    key: newKey(),
  };
  desk.set({ panel: { ...panel, sending: false, problem: null, conflict: null } });
  // At once, so that the next letter is already a word and not a command.
  desk.panes.panel?.draw();
}

/** Other words after a failure are another intention, so they go under another key. */
export function changePanel(desk, values) {
  const { panel } = desk.state;
  const key = panel.problem ? newKey() : panel.key;
  desk.set({ panel: { ...panel, key, values: { ...panel.values, ...values }, problem: null } });
}

export function closePanel(desk) {
  desk.set({ panel: null });
}

/** Send the open panel. `overTheirs` repeats a refused write on top of the version that stands now. */
export async function submitPanel(desk, { overTheirs = false } = {}) {
  const { panel } = desk.state;
  if (!panel || panel.sending) return;
  const card = desk.card(panel.incident);
  const missing = lacking(panel, card);
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
  desk.set({ panel: { ...panel, sending: true, problem: null, conflict: null } });
  await deliver(desk, panel, requestOf(panel, version), overTheirs ? newKey() : panel.key);
}

async function deliver(desk, panel, { method, path, body }, key) {
  try {
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
