/** Who is told by a step, as fields in its sentence. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import * as edit from "../domain/rule_edit.js";
import { oneOf } from "./fields.js";
import { phrase } from "./sentence.js";

export function target({ definition, known, disabled, on, step, index, one, place }) {
  const { words, choices } = known;
  const change = (values) => on(edit.withTarget(definition, index, place, values));
  const parts = {
    ...naming(one, known, disabled, change),
    ...people(one, choices, disabled, change),
  };
  return html`<span class="target" data-target=${place}>${phrase(words.targets[one.kind], {
    ...parts,
    kind: oneOf({
      label: gettext("Who is told"),
      value: one.kind,
      options: offered(words.target_kinds, choices, one.kind),
      disabled,
      onChange: (kind) => change(firstOf(kind, choices)),
    }),
  })}${
    disabled || step.targets.length === 1
      ? nothing
      : html`<button type="button" class="button quiet" aria-label=${gettext("Do not tell them")}
          @click=${() => on(edit.withoutTarget(definition, index, place))}>×</button>`
  }</span>`;
}

/** Whom there is: nobody chooses a roster where there is none. */
function offered(kinds, choices, present) {
  const empty = { roster: !choices.rosters.length, person: !choices.people.length };
  return Object.entries(kinds)
    .filter(([value]) => value === present || !empty[value])
    .map(([value, label]) => ({ value, label }));
}

function firstOf(kind, { rosters, people: persons }) {
  if (kind === "roster") return { kind, roster: rosters[0]?.value ?? null };
  if (kind === "person") return { kind, person: persons[0]?.value ?? null };
  return { kind };
}

function naming(one, known, disabled, change) {
  const { words } = known;
  return {
    role: oneOf({
      label: gettext("Role"),
      value: one.role,
      options: Object.entries(words.roles).map(([value, label]) => ({ value, label })),
      disabled,
      onChange: (role) => change({ role }),
    }),
    whose: oneOf({
      label: gettext("Of which agency"),
      value: edit.whoseOf(one),
      options: agencyOptions(known, {}),
      disabled,
      onChange: (word) => change(edit.readWhose(word)),
    }),
    on_duty: html`<label class="check inline"><input type="checkbox" .checked=${one.on_duty}
      ?disabled=${disabled} @change=${(event) => change({ on_duty: event.target.checked })} />${words.every.on_duty}</label>`,
  };
}

function people(one, choices, disabled, change) {
  return {
    roster: oneOf({
      label: gettext("Roster"),
      value: one.roster,
      options: choices.rosters,
      disabled,
      onChange: (value) => change({ roster: Number(value) }),
    }),
    person: oneOf({
      label: gettext("Person"),
      value: one.person,
      options: choices.people,
      disabled,
      onChange: (value) => change({ person: Number(value) }),
    }),
  };
}

/** Own, lead and filer (unless `only` agencies are asked for), kinds of agency, agencies. */
export function agencyOptions({ words, choices }, { only = false }) {
  const whose = only ? [] : Object.entries(words.whose).map(([value, label]) => ({ value, label }));
  const kinds = Object.entries(words.kinds).map(([kind, label]) => ({
    value: `kind:${kind}`,
    label,
    group: gettext("Any of a kind"),
  }));
  const named = choices.agencies.map(({ value, label }) => ({
    value: `agency:${value}`,
    label,
    group: gettext("One agency"),
  }));
  return [...whose, ...kinds, ...named];
}
