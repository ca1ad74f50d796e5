/** The first half of a rule: a sentence whose parts are fields. */

import { html } from "lit-html";
import { gettext } from "../core/i18n.js";
import { cut } from "../domain/phrase.js";
import { areaOf, cornersOf } from "../domain/rule_area.js";
import { withCondition, withScope } from "../domain/rule_edit.js";
import {
  hoursText,
  listText,
  placesText,
  prioritiesText,
  sentenceOf,
} from "../domain/rule_words.js";
import { box, oneOf, ticks, time, wrong } from "./fields.js";

const PRIORITIES = [0, 1, 2, 3, 4].map((value) => ({ value, label: `P${value}` }));
const SEVERITIES = [1, 2, 3, 4, 5].map((value) => ({ value, label: `S${value}` }));

/** `on(definition)` is told of each change; `builder` keeps what is open and what was refused. */
export function sentence({ definition, known, page, fields, disabled, drawing, on, onDraw }) {
  const { condition } = definition;
  const isChange = page.changes.includes(condition.kind);
  const template = known.words.sentences[sentenceOf(condition, isChange)];
  const at = { definition, known, page, disabled, drawing, on, onDraw };
  const parts = { ...conditionParts(at), ...scopeParts(at) };
  return html`<p class="sentence">${phrase(template, parts)}</p>
    ${wrong(fields, "definition.condition")}${wrong(fields, "definition.scope")}`;
}

export function phrase(template, parts) {
  return cut(template).map((piece) => (typeof piece === "string" ? piece : parts[piece.name]));
}

function conditionParts({ definition, known, page, disabled, on }) {
  const { condition } = definition;
  const { words } = known;
  const change = (values) => on(withCondition(definition, values, page.changes));
  const moments = page.since[condition.kind] ?? [];
  const since = condition.since || moments[0];
  return {
    condition: oneOf({
      label: gettext("What the rule waits for"),
      name: "condition",
      value: condition.kind,
      options: Object.entries(words.conditions).map(([value, label]) => ({ value, label })),
      disabled,
      onChange: (kind) => change({ kind }),
    }),
    within: time({
      label: gettext("How long it waits"),
      name: "within",
      seconds: condition.within,
      words,
      disabled,
      onChange: (within) => change({ within }),
    }),
    since:
      moments.length > 1
        ? oneOf({
            label: gettext("From when it counts"),
            value: since,
            options: moments.map((value) => ({ value, label: words.since[value] })),
            disabled,
            onChange: (value) => change({ since: value }),
          })
        : words.since[since],
    priority: oneOf({
      label: gettext("Raised to"),
      value: condition.priority,
      options: PRIORITIES,
      disabled,
      onChange: (value) => change({ priority: Number(value) }),
    }),
  };
}

function scopeParts({ definition, known, page, disabled, drawing, on, onDraw }) {
  const { scope } = definition;
  const { words, choices } = known;
  const change = (values) => on(withScope(definition, values));
  const some = (name, options) =>
    ticks({ options, chosen: scope[name], onChange: (chosen) => change({ [name]: chosen }) });
  const open = (label, text, content, onToggle) =>
    box({ label, text, content, disabled, onToggle });
  return {
    priorities: open(gettext("Priorities"), prioritiesText(scope, known), [
      some("priorities", PRIORITIES),
      html`<h4>${gettext("Disaster severity")}</h4>`,
      some("severities", SEVERITIES),
    ]),
    types: open(
      gettext("Incident types"),
      listText(scope.types, choices.types, known, words.every.types),
      some("types", choices.types),
    ),
    places: open(
      gettext("Places"),
      placesText(scope, known),
      places({ scope, choices, change, drawing }),
      onDraw,
    ),
    hours: open(
      gettext("Days and hours"),
      hoursText(scope, known),
      hours({ scope, words, change, some }),
    ),
    agencies: page.owner
      ? html`<span class="part still">${listText([page.owner], choices.agencies, known, "")}</span>`
      : open(
          gettext("Agencies"),
          listText(scope.agencies, choices.agencies, known, words.every.agencies),
          some("agencies", choices.agencies),
        ),
    traffic: oneOf({
      label: gettext("Real incidents or exercises"),
      value: scope.traffic,
      options: Object.entries(words.traffic).map(([value, label]) => ({ value, label })),
      disabled,
      onChange: (traffic) => change({ traffic }),
    }),
  };
}

/** Districts, or corners on a map: one of the two. */
function places({ scope, choices, change, drawing }) {
  return html`<p class="faint">${gettext("Choose districts, or draw an area: one of the two.")}</p>
    <h4>${gettext("Drawn area")}</h4>
    <label class="faint" for="rule-area">${gettext("A corner a line, latitude and longitude; click on the map.")}</label>
    <textarea class="input" id="rule-area" rows="4" spellcheck="false"
      @change=${(event) => change({ area: areaOf(event.target.value) })}
      @input=${(event) => change({ area: areaOf(event.target.value) })}
      .defaultValue=${cornersOf(scope.area)}></textarea>
    ${drawing ? html`<area-map class="area-map" data-field="rule-area"></area-map>` : ""}
    ${ticks({ options: choices.districts, chosen: scope.districts, onChange: (districts) => change({ districts }) })}`;
}

function hours({ scope, words, change, some }) {
  const options = words.days.map(([value, label]) => ({ value, label }));
  const clock = (name, label) => html`<label class="field">${label}
    <input class="input" type="time" .value=${scope[name] ?? ""}
      @change=${(event) => change({ [name]: event.target.value || null })} /></label>`;
  return html`${some("days", options)}
    <div class="clocks">${clock("starts", gettext("From"))}${clock("ends", gettext("Until"))}</div>
    <p class="faint">${gettext("Hours may pass midnight; then they belong to the day on which they began.")}</p>`;
}
