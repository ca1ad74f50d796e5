/** `<call-form>`: place first, then type; from then on the incident exists and typing goes on. */

import { html, nothing } from "lit-html";
import { gettext, nameOf } from "../core/i18n.js";
import { discardCall, editCall, openCall, sendCall } from "../desk/calling.js";
import {
  choosePlace,
  isLowered,
  lacksReason,
  missing,
  storedPriority,
  typeAddress,
} from "../domain/draft.js";
import { PRIORITIES } from "../domain/priorities.js";
import {
  callerFields,
  callTitle,
  channelChoice,
  conflictChoice,
  outboxList,
} from "./call_parts.js";
import { callStatus } from "./call_status.js";
import { duplicatesStrip } from "./duplicates_strip.js";
import { keycap } from "./key_table.js";
import { addressOf, placePicker, typePicker } from "./pickers.js";
import { pinLine } from "./pin_line.js";
import { priorityBadge } from "./symbols.js";
import { View } from "./view.js";

class CallForm extends View {
  #typeText = null;
  #key = null;

  template(state) {
    this.#startAfresh(state.call);
    return html`${state.call ? this.#form(state, state.call) : closed(this.desk)} ${outboxList(this.desk)}`;
  }

  /** Half a word typed for one call is nothing to the next. */
  #startAfresh(call) {
    if (this.#key === call?.draft.key) return;
    this.#key = call?.draft.key;
    this.#typeText = null;
  }

  /** Put the hand where the next word belongs: place, then type, then caller. */
  focusNext() {
    const { draft } = this.state.call;
    const lacking = missing(draft);
    if (lacking[0] === "place") return this.#pick("place").focusField();
    if (lacking[0] === "type") return this.#pick("type").focusField();
    if (lacksReason(draft)) return this.querySelector("#lowering").focus();
    this.querySelector("[name=caller_number]").focus();
  }

  #pick(name) {
    return this.querySelector(`pick-box[data-field=${name}]`);
  }

  #form(state, call) {
    const { draft } = call;
    return html`<form class="panel call" aria-labelledby="call-title" @submit=${this.#submit} novalidate>
      <header class="panel-head">
        <h2 id="call-title">${draft.filed ? callTitle(draft.filed) : gettext("New call")}</h2>
        <span class="grow"></span>
        ${channelChoice(draft, (values) => this.#edit(values))}
        <label class="check"><input type="checkbox" .checked=${draft.exercise} ?disabled=${Boolean(draft.filed)}
          @change=${(event) => this.#edit({ exercise: event.target.checked })} />${gettext("Exercise")}</label>
      </header>
      <div class="call-fields">
        ${this.#place(call)} ${this.#type(state, call)} ${this.#priority(state, draft)}
        ${duplicatesStrip(this.desk, call)} ${callerFields(draft, (values) => this.#edit(values))}
        <div class="field wide-field"><label for="narrative">${gettext("What is happening")}</label>
          <textarea class="input" id="narrative" rows="3" .value=${draft.narrative}
            @input=${(event) => this.#edit({ narrative: event.target.value })}></textarea></div>
      </div>
      ${call.conflict ? conflictChoice(this.desk, call) : nothing}
      <footer class="call-foot">
        ${callStatus(state, call)}
        <button type="button" class="button quiet" @click=${() => discardCall(this.desk)}>
          ${draft.filed || call.wanted ? gettext("Close") : gettext("Discard")}</button>
        <button class="button main">${draft.filed ? gettext("Done") : gettext("File")} <kbd>${keycap("send")}</kbd></button>
      </footer>
    </form>`;
  }

  #place(call) {
    const { draft } = call;
    const settings = placePicker(this.desk, {
      text: draft.address,
      near: this.state.reference.city.centre,
      typed: (text) => editCall(this.desk, (now) => typeAddress(now, text)),
      chosen: (place) => this.#choosePlace(place),
      invalid: Boolean(call.asked) && missing(draft).includes("place"),
    });
    return html`<div class="place-field">
      <pick-box class="field" data-field="place" .settings=${settings}></pick-box>
      ${pinLine(this.desk, draft)}
      <div class="field"><label class="unseen" for="cross-street">${gettext("Floor, detail, cross street")}</label>
        <input class="input" id="cross-street" .value=${draft.cross_street} autocomplete="off"
          placeholder=${gettext("floor, detail, cross street")}
          @input=${(event) => this.#edit({ cross_street: event.target.value })} /></div>
    </div>`;
  }

  #choosePlace(place) {
    editCall(this.desk, (draft) => choosePlace(draft, { ...place, address: addressOf(place) }));
    this.draw();
    this.focusNext();
  }

  #type({ reference }, call) {
    const type = reference.typeByCode.get(call.draft.type);
    const settings = typePicker(this.state, {
      text: this.#typeText ?? (type ? `${nameOf(type)} ${type.code}` : ""),
      typed: (text) => (this.#typeText = text),
      chosen: (row) => this.#chooseType(row),
      invalid: Boolean(call.asked) && missing(call.draft).includes("type"),
    });
    return html`<pick-box class="field" data-field="type" .settings=${settings}></pick-box>`;
  }

  #chooseType(type) {
    this.#typeText = null;
    this.#edit({ type: type.code });
    this.draw();
    this.focusNext();
  }

  #priority({ reference }, draft) {
    const byType = reference.typeByCode.get(draft.type)?.priority;
    const level = draft.priority ?? storedPriority(draft) ?? byType;
    return html`<fieldset class="field"><legend class="label">${gettext("Priority")}</legend>
      <div class="priority-choice">${PRIORITIES.map(
        (
          row,
        ) => html`<label class=${row.level === level ? "on" : ""} title=${nameOf(reference.priorityByLevel.get(row.level))}>
          <input type="radio" name="call-priority" class="unseen" .checked=${row.level === level}
            @change=${() => this.#edit({ priority: row.level })} />
          ${priorityBadge(row.level, reference)}</label>`,
      )}</div></fieldset>${isLowered(draft) ? this.#reason(draft) : nothing}`;
  }

  /** Taken when the field is left, not while it is typed: the reason goes into the log. */
  #reason(draft) {
    const asked = this.state.call.asked && lacksReason(draft);
    return html`<div class="field"><label for="lowering">${gettext("Reason for lowering")}</label>
      <input class="input" id="lowering" autocomplete="off" maxlength="300" .value=${draft.lowering ?? ""}
        aria-invalid=${String(Boolean(asked))} @change=${(event) => this.#give(draft.key, event.target.value)} /></div>`;
  }

  /** A field that goes away with its call is "changed" once more then; that is no word on the next call. */
  #give(key, lowering) {
    if (this.state.call?.draft.key === key) this.#edit({ lowering });
  }

  #edit(values) {
    editCall(this.desk, (draft) => ({ ...draft, ...values }));
  }

  /** Enter in a single-line field files, like Ctrl+Enter; it never closes a call by accident. */
  #submit = (event) => {
    event.preventDefault();
    const byButton = event.submitter === document.activeElement;
    if (this.state.call.draft.filed && !byButton) return this.focusNext();
    sendCall(this.desk);
    if (this.state.call) this.focusNext();
  };
}

function closed(desk) {
  return html`<button class="button new-call" @click=${() => startCall(desk)}>
    <kbd>${keycap("newCall")}</kbd> ${gettext("New call")}</button>`;
}

/** Open the form with the cursor in the place field. */
export function startCall(desk) {
  openCall(desk);
  const form = document.querySelector("call-form");
  form.draw();
  form.focusNext();
}

customElements.define("call-form", CallForm);
