/** A rule that is being written: every change gives a new definition. */

export const NOBODY = {
  person: null,
  roster: null,
  role: "",
  on_duty: false,
  agency: null,
  agency_kind: "",
  whose: "own",
};

const ACT_FIELDS = {
  notify: ["targets"],
  webhook: ["webhook"],
  add_agency: ["agency", "agency_kind"],
  transfer: ["agency", "agency_kind"],
  raise_priority: ["priority"],
  raise_alarm: [],
};
const TARGET_FIELDS = {
  person: ["person"],
  roster: ["roster"],
  role: ["role", "on_duty", "agency", "agency_kind", "whose"],
  agency: ["agency", "agency_kind", "whose"],
  duty_officer: [],
};
const EMPTY_STEP = { targets: [], agency: null, agency_kind: "", priority: null, webhook: null };

export function newTarget(kind = "role") {
  return { ...NOBODY, kind, role: kind === "role" ? "supervisor" : "" };
}

export function newStep(wait = 60) {
  return { ...EMPTY_STEP, wait, act: "notify", targets: [newTarget()] };
}

/** What a new rule begins with; it says something that can be published. */
export function newDefinition() {
  return {
    condition: { kind: "not_acknowledged_by_lead", within: 60, since: "", priority: null },
    scope: {
      types: [],
      priorities: [0, 1],
      severities: [],
      agencies: [],
      districts: [],
      area: null,
      days: [],
      starts: null,
      ends: null,
      traffic: "both",
    },
    steps: [newStep(0), { ...newStep(120), targets: [newTarget("duty_officer")] }],
    repeat: { times: 0, wait: 0 },
  };
}

export function withCondition(definition, change, changes) {
  const condition = { ...definition.condition, ...change };
  if (change.kind !== undefined) {
    const isChange = changes.includes(change.kind);
    condition.since = "";
    condition.within = isChange ? 0 : condition.within || 60;
    if (change.kind !== "priority_raised") condition.priority = null;
  }
  return { ...definition, condition };
}

export function withScope(definition, change) {
  return { ...definition, scope: { ...definition.scope, ...change } };
}

export function withRepeat(definition, change) {
  const repeat = { ...definition.repeat, ...change };
  if (!repeat.times) repeat.wait = 0;
  else if (!repeat.wait) repeat.wait = 60;
  return { ...definition, repeat };
}

/** A step changed; what does not belong to another act is dropped. */
export function withStep(definition, at, change) {
  const steps = definition.steps.map((step, index) =>
    index === at ? changed(step, change) : step,
  );
  return { ...definition, steps };
}

function changed(step, change) {
  const next = { ...step, ...change };
  if (change.act === undefined) return next;
  const kept = ACT_FIELDS[next.act].map((name) => [name, next[name]]);
  const clean = { ...EMPTY_STEP, wait: next.wait, act: next.act, ...Object.fromEntries(kept) };
  if (next.act === "notify" && !clean.targets.length) clean.targets = [newTarget()];
  if (next.act === "raise_priority") clean.priority ??= 0;
  return clean;
}

export function withNewStep(definition) {
  return { ...definition, steps: [...definition.steps, newStep()] };
}

export function withoutStep(definition, at) {
  return { ...definition, steps: definition.steps.filter((_, index) => index !== at) };
}

/** The step moved by one place, up or down; the same definition where it can't be. */
export function movedStep(definition, at, by) {
  const to = at + by;
  if (to < 0 || to >= definition.steps.length) return definition;
  const steps = [...definition.steps];
  [steps[at], steps[to]] = [steps[to], steps[at]];
  return { ...definition, steps };
}

export function withTarget(definition, at, place, change) {
  const targets = definition.steps[at].targets.map((target, index) =>
    index === place ? changedTarget(target, change) : target,
  );
  return withStep(definition, at, { targets });
}

function changedTarget(target, change) {
  const next = { ...target, ...change };
  const kept = TARGET_FIELDS[next.kind].map((name) => [name, next[name]]);
  const clean = { ...NOBODY, kind: next.kind, ...Object.fromEntries(kept) };
  if (next.kind === "role" && !clean.role) clean.role = "supervisor";
  return clean;
}

export function withNewTarget(definition, at) {
  const targets = [...definition.steps[at].targets, newTarget("duty_officer")];
  return withStep(definition, at, { targets });
}

export function withoutTarget(definition, at, place) {
  const targets = definition.steps[at].targets.filter((_, index) => index !== place);
  return withStep(definition, at, { targets });
}

/** "own", "kind:fire" or "agency:7": whose people a target means, as one word. */
export function whoseOf({ agency, agency_kind: kind, whose }) {
  if (agency) return `agency:${agency}`;
  return kind ? `kind:${kind}` : whose || "own";
}

export function readWhose(word) {
  const [what, value] = word.split(":");
  if (what === "agency") return { agency: Number(value), agency_kind: "", whose: "own" };
  if (what === "kind") return { agency: null, agency_kind: value, whose: "own" };
  return { agency: null, agency_kind: "", whose: word };
}
