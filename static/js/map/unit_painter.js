/** Paints units onto the canvas: signs, where they head, how old they are, and which are meant. */

import { Sprites } from "./unit_sprites.js";

const SMALL_BELOW = 12.5; // zoom
const LABELS_FROM = 14;
const HALF = 12;
const HALF_SMALL = 6;
const BELOW = 13; // the ring of a sign lies between it and its words

export class UnitPainter {
  constructor({ family }) {
    this.family = family;
    this.sprites = new Sprites({ family });
  }

  forget() {
    this.sprites.forget();
  }

  isSmall(zoom) {
    return zoom < SMALL_BELOW;
  }

  /** `one` is `{ unit, look, spot, heading, chosen, meant }`; `spot` its pixel. */
  paint(context, one, { zoom, scale }) {
    const small = this.isSmall(zoom) && !one.meant && !one.chosen && !one.look.emergency;
    const { image, side } = this.sprites.of(one.look, { small, scale, heading: one.heading });
    const { x, y } = one.spot;
    if (one.chosen || one.meant) this.#halo(context, one);
    context.drawImage(image, x - side / 2, y - side / 2, side, side);
    const text = this.#label(one, zoom);
    if (text) this.#words(context, text, x, y + (small ? HALF_SMALL : HALF) + BELOW);
  }

  /** A line from each unit that is meant to where it is sent. */
  join(context, from, to) {
    context.save();
    Object.assign(context, { strokeStyle: this.sprites.colours.focus, lineWidth: 1.5 });
    context.setLineDash([6, 5]);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    context.restore();
  }

  #label({ unit, look, chosen, meant }, zoom) {
    const named = chosen || meant || look.emergency || zoom >= LABELS_FROM;
    const age = zoom >= SMALL_BELOW || named ? look.age : "";
    return [named ? unit.call_sign : "", age].filter(Boolean).join(" · ");
  }

  #halo(context, { spot, chosen }) {
    const { focus } = this.sprites.colours;
    context.save();
    Object.assign(context, { strokeStyle: focus, lineWidth: chosen ? 3 : 2 });
    context.beginPath();
    context.arc(spot.x, spot.y, HALF + 7, 0, 2 * Math.PI);
    context.stroke();
    context.restore();
  }

  #words(context, text, x, y) {
    const { panel, ink } = this.sprites.colours;
    Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    context.font = `600 11px ${this.family}`;
    Object.assign(context, { strokeStyle: panel, lineWidth: 3.5, fillStyle: ink });
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}
