/** The words of escalation: what comes next, for whom, and why nothing does. */

import { fill, gettext, nameOf, pgettext, shortOf } from "../core/i18n.js";
import { WHY_NOTHING } from "../domain/escalations.js";
import { priorityOf } from "../domain/priorities.js";
import { SERVICE } from "./unit_words.js";

export const ROLE = {
  call_taker: gettext("call-taker"),
  dispatcher: gettext("dispatcher"),
  supervisor: gettext("supervisor"),
  agency_staff: gettext("agency staff"),
  agency_admin: gettext("agency admin"),
  city_admin: gettext("city admin"),
  field_crew: gettext("field crew"),
};

/** What a run waits for; by `condition`. */
export const CONDITION = {
  not_acknowledged_by_agency: gettext("agency has not acknowledged"),
  not_acknowledged_by_lead: gettext("lead has not acknowledged"),
  not_acknowledged_by_any: gettext("nobody has acknowledged"),
  no_unit_assigned: gettext("no unit is assigned"),
  not_en_route: gettext("unit is not en route"),
  not_on_scene: gettext("no unit is on scene"),
  no_update: gettext("nothing was written or done"),
  transfer_not_answered: gettext("request is not answered"),
  safety_check_missed: gettext("safety check was missed"),
  resident_not_answered: gettext("report is not answered"),
  priority_raised: gettext("priority was raised"),
  area_entered: gettext("incident moved into the area"),
  second_report: gettext("second report came in"),
  mayday: gettext("a crew is in danger"),
};

export const RUN_STATE = {
  active: pgettext("escalation", "running"),
  blocked: gettext("blocked"),
  exhausted: gettext("all steps done, nobody answered"),
  resolved: gettext("it happened after all"),
  answered: gettext("somebody is on it"),
  cancelled: pgettext("escalation", "cancelled"),
};

/** In few words, for a row. */
export const TROUBLE = {
  blocked: gettext("blocked"),
  exhausted: gettext("nobody answered"),
};

const NOTHING = {
  [WHY_NOTHING.noRule]: () => gettext("no rule waits for anything"),
  [WHY_NOTHING.exhausted]: () => gettext("all steps done, nobody answered"),
  [WHY_NOTHING.blocked]: ({ trouble }) => fill(gettext("blocked: %(fault)s"), trouble),
  [WHY_NOTHING.held]: () => gettext("on hold"),
};

/** Why nothing is scheduled, of what `nextOf` said. */
export function whyNothing(next) {
  return NOTHING[next.why](next);
}

const agencyName = ({ agency, agency_kind: kind }, reference) =>
  shortOf(reference.agencyById.get(agency)) || SERVICE[kind] || "";

const TARGET = {
  person: () => "",
  duty_officer: () => gettext("duty officer"),
  roster: () => gettext("on call"),
  role: ({ role }) => ROLE[role] ?? role,
  agency: (target, reference, own) =>
    fill(gettext("desks of %(agency)s"), {
      agency: agencyName(meant(target, own), reference) || gettext("the agency"),
    }),
};

/** A rule that names no agency means the one that the run is about, unless it says whose. */
function meant(target, own) {
  const isOwn = target.agency == null && !target.agency_kind && target.whose === "own";
  return isOwn ? { ...target, agency: own } : target;
}

/** What the people are who are told: "duty officer", "supervisor"; "" where a rule names persons. */
function capacityOf({ next: { targets }, agency }, reference) {
  const words = targets.map((target) => TARGET[target.kind]?.(target, reference, agency) ?? "");
  return [...new Set(words.filter(Boolean))].join(", ");
}

const ACT = {
  webhook: () => gettext("call a webhook"),
  add_agency: (next, ref) => fill(gettext("ask %(agency)s"), { agency: agencyName(next, ref) }),
  transfer: (next, ref) =>
    fill(gettext("hand over to %(agency)s"), { agency: agencyName(next, ref) }),
  raise_priority: ({ priority }) =>
    priority == null
      ? gettext("raise the priority")
      : fill(gettext("raise to %(priority)s"), { priority: priorityOf(priority).code }),
  raise_alarm: () => gettext("raise the alarm"),
};

/**
 * `{ who, as }`: "Kim" and "duty officer"; many names are counted. Where nobody stands ready, `who` is the
 * capacity, and what is done where nobody is told.
 */
export function whomWords(run, names, reference) {
  const { next } = run;
  if (next.act !== "notify") return { who: ACT[next.act]?.(next, reference) ?? next.act, as: "" };
  const as = capacityOf(run, reference);
  const [first, ...others] = names;
  if (!first) return { who: as || gettext("the person named"), as: "" };
  const more = others.length ? ` +${others.length}` : "";
  return { who: `${first}${more}`, as };
}

/** "Kim, duty officer", with every name. */
export function wholeWhom(run, names, reference) {
  if (run.next.act !== "notify" || !names.length) return whomWords(run, names, reference).who;
  return [names.join(", "), capacityOf(run, reference)].filter(Boolean).join(", ");
}

const OUTCOME = {
  nobody: gettext("nobody to tell"),
  not_needed: gettext("it was so already"),
  failed: gettext("it could not be done"),
};

/** What a step did: "Kim, Lee told", "raised to P0", and if nothing came of it, why. */
export function stepWords(step, run, reference) {
  const names = (step.people ?? []).map(({ name }) => name).join(", ");
  const did = step.act === "notify" ? toldWords(names) : actWords(step, reference);
  const outcome = OUTCOME[step.outcome];
  const place = fill(gettext("step %(n)s of %(all)s"), {
    n: step.number ?? step.step + 1,
    all: run.steps,
  });
  const last = step.last_resort ? gettext("duty officer as the last resort") : "";
  return [place, did, outcome, last].filter(Boolean).join(" · ");
}

const toldWords = (names) => (names ? fill(gettext("%(names)s told"), { names }) : "");

function actWords({ act, detail }, reference) {
  return ACT[act]?.({ agency: null, agency_kind: "", priority: null, ...detail }, reference) ?? act;
}

/** What a run waits for, and of which unit: "E43: unit is not en route". */
export function conditionWords({ condition, subject }, board) {
  const waits = CONDITION[condition] ?? condition;
  const [kind, id] = subject.split(":");
  const unit = kind === "assignment" ? board.assignments.get(Number(id))?.call_sign : "";
  return unit ? fill(gettext("%(unit)s: %(what)s"), { unit, what: waits }) : waits;
}

export const ruleName = (run) => nameOf(run);

/** "step 2 of 6", and which time it began when it began again. */
export function placeOf({ done, steps, generation }) {
  const nth = Math.min(steps, done + 1);
  const text = fill(gettext("step %(n)s of %(all)s"), { n: nth, all: steps });
  if (generation < 2) return text;
  return `${text} · ${fill(gettext("began %(n)s times"), { n: generation })}`;
}
