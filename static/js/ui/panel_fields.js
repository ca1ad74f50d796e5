/** The kinds of field that panels are made of. A form is `{ desk, panel, values, wrong }`. */

import { html, nothing } from "lit-html";
import { changePanel } from "../desk/panels.js";

export function formOf(desk, panel) {
  return { desk, panel, values: panel.values, wrong: panel.problem?.fields ?? [] };
}

export function isWrong({ wrong }, name) {
  return String(Array.isArray(wrong) ? wrong.includes(name) : name in wrong);
}

export function edit({ desk }, name) {
  return (event) => changePanel(desk, { [name]: event.target.value });
}

/** `offers` are words that are often said here; anything else may be typed. */
export function text(form, name, label, offers = []) {
  return html`<div class="field grows"><label for="act-${name}">${label}</label>
    <input class="input" id="act-${name}" autocomplete="off" maxlength="300" .value=${form.values[name] ?? ""}
      list=${offers.length ? `act-${name}-offers` : nothing}
      aria-invalid=${isWrong(form, name)} @input=${edit(form, name)} />
    ${offers.length ? html`<datalist id="act-${name}-offers">${offers.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}</div>`;
}

export function number(form, name, label) {
  return html`<div class="field narrow"><label for="act-${name}">${label}</label>
    <input class="input" id="act-${name}" type="number" min="1" max="720" .value=${String(form.values[name])}
      @input=${edit(form, name)} /></div>`;
}

export function select(form, name, label, options) {
  return html`<div class="field"><label for="act-${name}">${label}</label>
    <select class="input" id="act-${name}" aria-invalid=${isWrong(form, name)} @change=${edit(form, name)}>
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${String(form.values[name]) === String(value)}>${words}</option>`)}
    </select></div>`;
}

export function check({ desk, values }, name, label) {
  return html`<label class="check"><input type="checkbox" .checked=${values[name]}
    @change=${(event) => changePanel(desk, { [name]: event.target.checked })} />${label}</label>`;
}
