/** The fields that stand inside a sentence. Each says what it is to a screen reader. */

import { html, nothing } from "lit-html";
import { join, SECONDS_OF, split } from "../domain/rule_times.js";

const UNITS = Object.keys(SECONDS_OF).reverse();

/** The words of the server about a field, where it is. */
export function wrong(fields, path) {
  const found = Object.entries(fields).filter(
    ([name]) => name === path || name.startsWith(`${path}.`),
  );
  return found.map(([, text]) => html`<span class="wrong" role="alert">${text}</span>`);
}

/** One of some options; an option with a `group` stands under it. */
export function oneOf({ label, value, options, onChange, disabled = false, name = "" }) {
  return html`<select class="part" aria-label=${label} name=${name || nothing} ?disabled=${disabled}
    @change=${(event) => onChange(event.target.value)}>${grouped(options).map(([group, mine]) =>
      group
        ? html`<optgroup label=${group}>${mine.map((each) => option(each, value))}</optgroup>`
        : mine.map((each) => option(each, value)),
    )}</select>`;
}

function option({ value, label }, chosen) {
  return html`<option value=${value} ?selected=${String(value) === String(chosen ?? "")}>${label}</option>`;
}

function grouped(options) {
  const groups = new Map();
  for (const each of options) {
    const group = each.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups];
}

/** A time: a number and its unit. Every key counts, so that times beside it follow. */
export function time({ label, seconds, words, onChange, disabled = false, name = "" }) {
  const { amount, unit } = split(seconds);
  const read = (element, chosen) => {
    const typed = element.querySelector("input").value;
    const found = join(typed, chosen);
    if (found !== null) onChange(found);
  };
  return html`<span class="time-part">
    <input class="part number" type="number" min="0" step="any" inputmode="decimal" name=${name || nothing}
      aria-label=${label} .value=${String(amount)} ?disabled=${disabled}
      @input=${(event) => read(event.target.parentElement, event.target.parentElement.querySelector("select").value)} />
    <select class="part" aria-label=${`${label} · ${words.units[unit]}`} ?disabled=${disabled}
      @change=${(event) => read(event.target.parentElement, event.target.value)}>
      ${UNITS.map((each) => html`<option value=${each} ?selected=${each === unit}>${words.units[each]}</option>`)}
    </select></span>`;
}

/** A box that opens below a part of the sentence; Escape closes it. */
export function box({ label, text, content, disabled = false, onToggle = null }) {
  if (disabled) return html`<span class="part still">${text}</span>`;
  return html`<details class="choose" @keydown=${closeByKey} @focusout=${closeBehind}
    @toggle=${(event) => onToggle?.(event.target.open)}>
    <summary class="part" aria-label=${`${label}: ${text}`}>${text}</summary>
    <div class="choose-box" role="group" aria-label=${label}>${content}</div></details>`;
}

function closeByKey(event) {
  if (event.key !== "Escape") return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector("summary").focus();
}

function closeBehind(event) {
  const next = event.relatedTarget;
  if (next && !event.currentTarget.contains(next)) event.currentTarget.open = false;
}

/** Some of the options, by boxes to tick. */
export function ticks({ options, chosen, onChange }) {
  const change = (value, on) =>
    onChange(on ? [...chosen, value].sort(inOrder) : chosen.filter((each) => each !== value));
  return grouped(options).map(
    ([group, mine]) => html`${group ? html`<h4>${group}</h4>` : nothing}
      <div class="ticks">${mine.map(
        ({ value, label }) => html`<label class="check"><input type="checkbox"
          .checked=${chosen.includes(value)} @change=${(event) => change(value, event.target.checked)} />${label}</label>`,
      )}</div>`,
  );
}

function inOrder(one, other) {
  return one < other ? -1 : Number(one > other);
}
