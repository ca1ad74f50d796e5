/**
 * Units on the map, drawn on one canvas: two thousand move without a stutter, and only those in view cost anything.
 *
 *   const units = new UnitSigns(map, { reference, language, family });
 *   units.show(cards, positions, now);
 */

import { nameOf } from "../core/i18n.js";
import { unitCanvas } from "./unit_canvas.js";
import { lookOf } from "./unit_look.js";
import { isMoving, placeOf, towards } from "./unit_motion.js";
import { UnitPainter } from "./unit_painter.js";

const REACH = 16; // pixels around a sign that still mean it
const NOBODY = { units: new Set(), place: null };

export class UnitSigns {
  #motions = new Map();
  #drawn = [];
  #next = 0;

  constructor(map, { reference, language, family }) {
    Object.assign(this, { map, reference, language });
    this.cards = [];
    this.positions = new Map();
    this.now = 0;
    this.shown = true;
    this.chosen = null;
    this.meant = NOBODY;
    this.painter = new UnitPainter({ family });
    this.still = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
    this.canvas = unitCanvas(map, { pane: "units", paint: (...what) => this.#paint(...what) });
  }

  /** `cards` are units, `positions` a Map of unit id → { lon, lat, heading, at }, `now` the city's clock in ms. */
  show(cards, positions, now) {
    Object.assign(this, { cards: [...cards], now });
    if (positions !== this.positions) this.#move(positions);
    this.repaint();
  }

  /** Which one is chosen; null for none. */
  choose(id) {
    if (id === this.chosen) return;
    this.chosen = id;
    this.repaint();
  }

  /** Those that are sent to the chosen incident, and where that is. */
  mean(ids, place) {
    this.meant = { units: new Set(ids), place };
    this.repaint();
  }

  setShown(wanted) {
    this.shown = wanted;
    this.repaint();
  }

  setTheme() {
    this.painter.forget();
    this.repaint();
  }

  setLanguage(language) {
    this.language = language;
    this.repaint();
  }

  /** The unit whose sign is at a point of the map's container; the uppermost of several, or null. */
  at(point) {
    const spot = this.map.containerPointToLayerPoint(point);
    const near = this.#drawn.filter((one) => distance(one.spot, spot) <= REACH);
    return near.sort((a, b) => distance(a.spot, spot) - distance(b.spot, spot))[0]?.unit ?? null;
  }

  /** Units in view by call sign: the order in which keys walk through them. */
  inView() {
    const view = this.map.getBounds();
    const time = performance.now();
    const seen = this.cards.filter(({ id }) => {
      const motion = this.#motions.get(id);
      if (!motion) return false;
      const { lon, lat } = placeOf(motion, time);
      return view.contains([lat, lon]);
    });
    return this.shown ? seen.sort((a, b) => (a.call_sign < b.call_sign ? -1 : 1)) : [];
  }

  /** Where the unit is drawn, [lon, lat], or null. */
  placeOf(id) {
    const motion = this.#motions.get(id);
    if (!motion) return null;
    const { lon, lat } = placeOf(motion, performance.now());
    return [lon, lat];
  }

  /** What is to be said of a unit: its name, kind, status, and how old its position is. */
  saying(unit) {
    const { reference, language } = this;
    return [
      unit.call_sign,
      nameOf(reference.kindByCode.get(unit.kind), language),
      nameOf(reference.unitStatusByCode.get(unit.status), language),
      lookOf(unit, this)?.age,
    ];
  }

  /** Soon, once for everything that changes together. */
  repaint() {
    this.#next ||= requestAnimationFrame(() => {
      this.#next = 0;
      this.canvas.repaint();
    });
  }

  remove() {
    cancelAnimationFrame(this.#next);
    this.canvas.remove();
  }

  #move(positions) {
    const time = performance.now();
    const still = this.still.matches;
    const motions = new Map();
    for (const [id, fix] of positions)
      motions.set(id, towards(this.#motions.get(id), fix, time, { still }));
    this.positions = positions;
    this.#motions = motions;
  }

  #paint(context, view) {
    const time = performance.now();
    this.#drawn = this.shown ? this.#inSight(view, time) : [];
    this.#join(context, view);
    for (const one of this.#drawn) this.painter.paint(context, one, view);
    if (this.#drawn.some((one) => one.moving)) this.repaint();
  }

  /** What will be painted, the chosen and the endangered last, so that nothing lies on them. */
  #inSight(view, time) {
    const found = [];
    for (const unit of this.cards) {
      const motion = this.#motions.get(unit.id);
      if (!motion) continue;
      const place = placeOf(motion, time);
      const spot = view.toPixel(place);
      const one = { unit, spot, heading: place.heading, moving: isMoving(motion, time) };
      if (view.isSeen(spot)) found.push({ ...one, ...this.#meaning(unit) });
    }
    return found.sort((a, b) => a.weight - b.weight);
  }

  #meaning(unit) {
    const look = lookOf(unit, this);
    const chosen = unit.id === this.chosen;
    const meant = this.meant.units.has(unit.id);
    return { look, chosen, meant, weight: unit.emergency * 4 + chosen * 2 + meant };
  }

  #join(context, view) {
    if (!this.meant.place) return;
    const to = view.toPixel(this.meant.place);
    for (const one of this.#drawn) if (one.meant) this.painter.join(context, one.spot, to);
  }
}

function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
