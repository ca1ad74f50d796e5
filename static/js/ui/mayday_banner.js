/** `<mayday-banner>`: a crew in danger, above everything and in nobody's way, until it is ended. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, secondsSince, timeOfDay } from "../core/format.js";
import { fill, gettext, shortOf } from "../core/i18n.js";
import { acknowledgeMayday, endMayday, isMine, maydaysOf } from "../desk/maydays.js";
import { select } from "../desk/selecting.js";
import "./act_panel.js";
import { keycap } from "./key_table.js";
import { icon } from "./symbols.js";
import { View } from "./view.js";

class MaydayBanner extends View {
  template({ board }) {
    const maydays = maydaysOf(board);
    return html`${
      maydays.length
        ? html`<ul class="maydays" aria-label=${gettext("Maydays")}>${repeat(
            maydays,
            ({ id }) => id,
            (mayday) => this.#line(mayday),
          )}</ul>`
        : nothing
    }<act-panel place="mayday"></act-panel>`;
  }

  #line(mayday) {
    const { reference, now } = this.state;
    const heard = Boolean(mayday.acknowledged_at);
    return html`<li class="mayday ${heard ? "heard" : ""}" role=${heard ? "status" : "alert"}>
      ${icon("warn")} <strong>${gettext("MAYDAY")} ${mayday.call_sign}</strong>
      <span>${shortOf(reference.agencyById.get(mayday.agency))}</span>
      ${this.#where(mayday)}
      <span class="mayday-time">${heard ? this.#heardBy(mayday) : duration(secondsSince(mayday.raised_at, now))}</span>
      <span class="grow"></span>${this.#answer(mayday, heard)}</li>`;
  }

  #where({ incident }) {
    const card = incident == null ? null : this.desk.card(incident);
    if (!card) return nothing;
    return html`<button class="link" @click=${() => select(this.desk, incident, { tab: "incidents" })}>
      ${card.number} ${card.place.address}</button>`;
  }

  #heardBy({ acknowledged_by: name, acknowledged_at: at }) {
    const time = timeOfDay(at, this.state.reference.city.timezone);
    return fill(gettext("acknowledged by %(name)s, %(time)s"), { name, time });
  }

  #answer(mayday, heard) {
    if (!isMine(mayday, this.state.me)) return nothing;
    const isFirst =
      maydaysOf(this.state.board).find((one) => isMine(one, this.state.me)) === mayday;
    const press = () => (heard ? endMayday : acknowledgeMayday)(this.desk, mayday);
    return html`<button class="button ${heard ? "quiet" : "main"}" @click=${press}>
      ${isFirst ? html`<kbd>${keycap("mayday")}</kbd>` : nothing} ${heard ? gettext("End") : gettext("Acknowledge")}</button>`;
  }
}

customElements.define("mayday-banner", MaydayBanner);
