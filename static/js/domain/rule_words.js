/** A rule in words, as text: for what is chosen in a field, and for what a publication changes. */

import { cut } from "./phrase.js";
import { whoseOf } from "./rule_edit.js";
import { firstRound, fromStart } from "./rule_times.js";

/** `{ words, choices }` of the page, with a way from each value to its label. */
export function labelled({ words, choices }) {
  const label = (options, value) =>
    options.find((each) => each.value === value)?.label ?? String(value);
  return { words, choices, label };
}

export function listText(chosen, options, known, empty) {
  return chosen.length ? chosen.map((value) => known.label(options, value)).join(", ") : empty;
}

export function prioritiesText({ priorities, severities }, { words }) {
  const said = [...priorities.map((each) => `P${each}`), ...severities.map((each) => `S${each}`)];
  return said.join(", ") || words.every.priorities;
}

export function placesText({ districts, area }, { words, choices, label }) {
  const places = districts.map((code) => label(choices.districts, code));
  if (area) places.push(words.every.area);
  if (!places.length) return words.every.places;
  return words.every.in_places.replace("%(places)s", places.join(", "));
}

export function hoursText({ days, starts, ends }, { words }) {
  const names = Object.fromEntries(words.days);
  const parts = [
    days.map((day) => names[day]).join("·"),
    starts || ends ? `${starts ?? ""}–${ends ?? ""}` : "",
  ];
  const hours = parts.filter(Boolean).join(" ");
  return hours ? words.every.at_hours.replace("%(hours)s", hours) : words.every.hours;
}

export function whoseText(target, { words, choices, label }) {
  if (target.agency) return label(choices.agencies, target.agency);
  return target.agency_kind ? words.kinds[target.agency_kind] : words.whose[whoseOf(target)];
}

export function targetText(target, known) {
  const { words, choices, label } = known;
  return filled(words.targets[target.kind], {
    kind: words.target_kinds[target.kind],
    role: words.roles[target.role] ?? target.role,
    whose: target.kind === "role" || target.kind === "agency" ? whoseText(target, known) : "",
    on_duty: target.on_duty ? words.every.on_duty : "",
    roster: label(choices.rosters, target.roster),
    person: label(choices.people, target.person),
  });
}

export function stepText(step, known) {
  const { words, choices, label } = known;
  const whose = step.agency ? label(choices.agencies, step.agency) : words.kinds[step.agency_kind];
  return filled(words.steps[step.act], {
    wait: durationText(step.wait, words),
    act: words.acts[step.act],
    targets: step.targets.map((target) => targetText(target, known)).join(", "),
    agency: whose ?? "",
    priority: `P${step.priority}`,
    webhook: label(choices.webhooks, step.webhook),
  });
}

export function durationText(seconds, words) {
  return seconds
    ? fromStart(seconds, words.times).slice(2)
    : words.times.second.replace("%(n)s", "0");
}

export function sentenceText({ condition, scope }, known, isChange) {
  const { words, choices } = known;
  return filled(words.sentences[sentenceOf(condition, isChange)], {
    condition: words.conditions[condition.kind],
    within: durationText(condition.within, words),
    since: words.since[condition.since] ?? "",
    priority: `P${condition.priority}`,
    priorities: prioritiesText(scope, known),
    types: listText(scope.types, choices.types, known, words.every.types),
    places: placesText(scope, known),
    hours: hoursText(scope, known),
    agencies: listText(scope.agencies, choices.agencies, known, words.every.agencies),
    traffic: words.traffic[scope.traffic],
  });
}

/** Which of the sentences a condition is said with. */
export function sentenceOf({ kind, priority }, isChange) {
  if (kind === "priority_raised" && priority !== null) return "raised";
  return isChange ? "change" : "absence";
}

/** A rule line by line: its sentence, each step with its time, how often it is repeated. */
export function lines(definition, known, changes) {
  const { words } = known;
  const times = firstRound(definition.steps);
  const isChange = changes.includes(definition.condition.kind);
  const { times: again, wait } = definition.repeat;
  return [
    sentenceText(definition, known, isChange),
    ...definition.steps.map(
      (step, at) => `${fromStart(times[at], words.times)} · ${stepText(step, known)}`,
    ),
    ...(again ? [`×${again} · ${durationText(wait, words)}`] : []),
  ];
}

/** What stands only in one of two lists of lines. */
export function difference(before, after) {
  return {
    gone: before.filter((line) => !after.includes(line)),
    come: after.filter((line) => !before.includes(line)),
  };
}

function filled(template, said) {
  const text = cut(template).map((piece) => (typeof piece === "string" ? piece : said[piece.name]));
  return text.join("").replace(/\s+/g, " ").trim();
}
