/** The second half of a rule: its steps, one below the other, each at its time. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import * as edit from "../domain/rule_edit.js";
import { firstRound, fromStart, lastMoment } from "../domain/rule_times.js";
import { oneOf, time, wrong } from "./fields.js";
import { phrase } from "./sentence.js";
import { agencyOptions, target } from "./targets.js";

const MOST_STEPS = 50;
const PRIORITIES = [0, 1, 2, 3, 4].map((value) => ({ value, label: `P${value}` }));

export function steps({ definition, known, fields, disabled, on, onMove }) {
  const after = firstRound(definition.steps);
  const at = { definition, known, fields, disabled, on, onMove };
  return html`<ol class="steps">${definition.steps.map((step, index) => oneStep(at, step, index, after[index]))}</ol>
    ${wrong(fields, "definition.steps").length && !definition.steps.length ? wrong(fields, "definition.steps") : nothing}
    ${
      disabled
        ? nothing
        : html`<button type="button" class="button add-step" ?disabled=${definition.steps.length >= MOST_STEPS}
            @click=${() => on(edit.withNewStep(definition), `[data-step="${definition.steps.length}"] input`)}>
            ${gettext("Add a step")}</button>`
    }
    ${repetition(at)}`;
}

function oneStep(at, step, index, after) {
  const { definition, known, fields, disabled, onMove } = at;
  return html`<li class="step" data-step=${index} @keydown=${(event) => moveByKey(event, index, onMove)}>
    <b class="step-time">${fromStart(after, known.words.times)}</b>
    <div class="step-body">
      <p class="sentence">${phrase(known.words.steps[step.act], parts(at, step, index))}</p>
      ${wrong(fields, `definition.steps.${index}`)}
    </div>
    ${disabled ? nothing : handles(at, index, definition.steps.length)}
  </li>`;
}

function moveByKey(event, index, onMove) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || !by) return;
  event.preventDefault();
  onMove(index, by);
}

function handles({ definition, on, onMove }, index, count) {
  const name = (text) => fill(text, { n: index + 1 });
  return html`<div class="step-handles">
    <button type="button" class="button quiet" data-move="-1" ?disabled=${index === 0}
      aria-label=${name(gettext("Step %(n)s earlier"))} title=${gettext("Earlier (Alt+↑)")} @click=${() => onMove(index, -1)}>↑</button>
    <button type="button" class="button quiet" data-move="1" ?disabled=${index === count - 1}
      aria-label=${name(gettext("Step %(n)s later"))} title=${gettext("Later (Alt+↓)")} @click=${() => onMove(index, 1)}>↓</button>
    <button type="button" class="button quiet" ?disabled=${count === 1}
      aria-label=${name(gettext("Remove step %(n)s"))} title=${gettext("Remove")}
      @click=${() => on(edit.withoutStep(definition, index), ".add-step")}>×</button>
  </div>`;
}

function parts({ definition, known, disabled, on }, step, index) {
  const { words, choices } = known;
  const change = (values) => on(edit.withStep(definition, index, values));
  return {
    wait: time({
      label: gettext("Wait before this step"),
      seconds: step.wait,
      words,
      disabled,
      onChange: (wait) => change({ wait }),
    }),
    act: oneOf({
      label: gettext("What is done"),
      value: step.act,
      options: Object.entries(words.acts)
        .filter(
          ([value]) => value !== "webhook" || choices.webhooks.length || step.act === "webhook",
        )
        .map(([value, label]) => ({ value, label })),
      disabled,
      onChange: (act) => change(firstOf(act, choices)),
    }),
    targets: html`<span class="targets">${step.targets.map((one, place) =>
      target({ definition, known, disabled, on, step, index, one, place }),
    )}${disabled ? nothing : addTarget(definition, index, on)}</span>`,
    agency: oneOf({
      label: gettext("Which agency"),
      value: edit.whoseOf(step),
      options: agencyOptions(known, { only: true }),
      disabled,
      onChange: (word) => {
        const { agency, agency_kind } = edit.readWhose(word);
        change({ agency, agency_kind });
      },
    }),
    priority: oneOf({
      label: gettext("Priority"),
      value: step.priority,
      options: PRIORITIES,
      disabled,
      onChange: (value) => change({ priority: Number(value) }),
    }),
    webhook: oneOf({
      label: gettext("Webhook"),
      value: step.webhook,
      options: choices.webhooks,
      disabled,
      onChange: (value) => change({ webhook: Number(value) }),
    }),
  };
}

/** Another act, with the first of what it can be about. */
function firstOf(act, { webhooks, agencies }) {
  if (act === "webhook") return { act, webhook: webhooks[0]?.value ?? null };
  if (act === "add_agency" || act === "transfer")
    return { act, agency: agencies[0]?.value ?? null };
  return { act };
}

function addTarget(definition, index, on) {
  const place = definition.steps[index].targets.length;
  return html`<button type="button" class="button quiet add-target"
    @click=${() => on(edit.withNewTarget(definition, index), `[data-step="${index}"] [data-target="${place}"] select`)}>
    ${gettext("and …")}</button>`;
}

function repetition({ definition, known, fields, disabled, on }) {
  const { repeat } = definition;
  const change = (values) => on(edit.withRepeat(definition, values));
  const options = Array.from({ length: 21 }, (_, value) => ({
    value,
    label: value ? fill(gettext("%(n)s times more"), { n: value }) : gettext("not again"),
  }));
  const often = oneOf({
    label: gettext("How often all steps come again"),
    value: repeat.times,
    options,
    disabled,
    onChange: (value) => change({ times: Number(value) }),
  });
  const wait = time({
    label: gettext("Wait before they come again"),
    seconds: repeat.wait,
    words: known.words,
    disabled,
    onChange: (value) => change({ wait: value }),
  });
  const end = fromStart(lastMoment(definition), known.words.times);
  const template = repeat.times
    ? gettext(
        "If still nobody acts, all steps come %(often)s, %(wait)s after the last one; the end is at %(end)s.",
      )
    : gettext("If still nobody acts, the steps come %(often)s; the end is at %(end)s.");
  return html`<p class="sentence repeat">${phrase(template, { often, wait, end })}</p>${wrong(fields, "definition.repeat")}`;
}
