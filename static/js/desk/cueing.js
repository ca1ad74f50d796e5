/** What arriving entries are worth to ear and eye: one sound, a few words, a mark on the row. */

import { shortNumber } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { cueOf } from "../domain/cues.js";
import { priorityOf } from "../domain/priorities.js";
import { unitCueOf } from "../domain/unit_cues.js";
import { play } from "../ui/sound.js";
import { namesOf } from "../ui/unit_words.js";
import { notify } from "./noticing.js";

const FRESH_MS = 20_000;

/** One sound per frame, the most urgent; a storm of entries must not become a storm of noise. */
export function cue(desk, before, after, entries) {
  const cues = entries
    .map((entry) => {
      const id = entry.subject.type === "incident" ? entry.subject.id : null;
      const [was, is] = [before.incidents.get(id), after.incidents.get(id)];
      return unitCueOf(entry, after, desk.state.me) ?? cueOf(entry, was, is, desk.state.me);
    })
    .filter(Boolean);
  if (!cues.length) return;
  markFresh(desk, cues);
  const loudest = cues.filter(({ sound }) => sound).sort((a, b) => a.priority - b.priority)[0];
  if (loudest && (!desk.state.muted || loudest.kind === "mayday")) play(loudest.sound);
  const said = merged(cues.filter(({ kind }) => kind !== "news"));
  for (const one of said.slice(0, 3)) say(desk, one);
}

/** Units that went to one incident together are told of together. */
function merged(cues) {
  const sent = new Map();
  for (const one of cues.filter(({ kind }) => kind === "sent"))
    sent.set(one.incident, [...(sent.get(one.incident) ?? []), one.of]);
  const together = [...sent].map(([incident, all]) => ({ kind: "sent", incident, all }));
  return [...cues.filter(({ kind }) => kind !== "sent"), ...together];
}

function markFresh(desk, cues) {
  const until = desk.state.now + FRESH_MS;
  const fresh = new Map([...desk.state.fresh].filter(([, end]) => end > desk.state.now));
  for (const { kind, incident } of cues)
    if (kind !== "sent" && incident != null) fresh.set(incident, until);
  desk.set({ fresh });
}

const SAYING = {
  asked: gettext("New for you: %(priority)s %(type)s, %(place)s"),
  raised: gettext("Raised to %(priority)s: %(type)s, %(place)s"),
  overdue: gettext("No answer in time: %(priority)s %(type)s, %(place)s"),
  declined: gettext("Declined: %(priority)s %(type)s, %(place)s"),
  opened: gettext("Opened in an emergency by %(name)s: %(number)s %(type)s. %(reason)s"),
  sent: gettext("Sent to %(number)s %(type)s: %(units)s"),
  unsafe: gettext("Safety check missed: %(units)s, %(number)s %(place)s"),
  mayday: gettext("MAYDAY: %(units)s, %(number)s %(place)s"),
};

const CALM = new Set(["asked", "raised", "sent"]);

function say(desk, { kind, incident, of, all = [of], access }) {
  const card = desk.card(incident);
  const text = fill(SAYING[kind], {
    ...wordsOf(card, desk.state.reference),
    units: namesOf(all.filter(Boolean)),
    name: access?.name ?? "",
    reason: access?.reason ?? "",
  });
  notify(desk, text, CALM.has(kind) ? "plain" : "bad", incident);
}

function wordsOf(card, reference) {
  if (!card) return { priority: "", number: "", type: "", place: "" };
  return {
    priority: priorityOf(card.priority).code,
    number: shortNumber(card.number),
    type: nameOf(reference.typeByCode.get(card.type)) || card.type,
    place: card.place.address || nameOf(card.place.district),
  };
}
