/**
 * Units on the map, drawn on one canvas: two thousand move without a stutter, and only those in view cost anything.
 *
 *   const units = new UnitSigns(map, { reference, language, family });
 *   units.show(cards, positions, now);
 */

import { nameOf } from "../core/i18n.js";
import { unitCanvas } from "./unit_canvas.js";
import { Fleet } from "./unit_fleet.js";
import { lookOf } from "./unit_look.js";
import { placeOf } from "./unit_motion.js";
import { UnitPainter } from "./unit_painter.js";

const REACH = 16; // pixels around a sign that still mean it
const UNFELT_MS = 6; // a frame that takes longer leaves the hand twice its time before the next
const NOBODY = { units: new Set(), place: null };

export class UnitSigns {
  #fleet = new Fleet();
  #drawn = [];
  #next = 0;
  #rest = 0;
  #cost = 0;
  #shown = [[], new Map(), 0];

  constructor(map, { reference, language, family }) {
    Object.assign(this, { map, reference, language });
    this.shown = true;
    this.chosen = null;
    this.meant = NOBODY;
    this.painter = new UnitPainter({ family });
    this.motion = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
    this.canvas = unitCanvas(map, { pane: "units", paint: (...what) => this.#paint(...what) });
  }

  /** `cards` are units, `positions` a Map of unit id → { lon, lat, heading, at }, `now` the city's clock in ms. */
  show(cards, positions, now) {
    this.#shown = [[...cards], positions, now];
    this.#look();
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
    this.#look();
  }

  /** The unit whose sign is at a point of the map's container; the nearest of several, or null. */
  at(point) {
    const spot = this.map.containerPointToLayerPoint(point);
    const near = this.#drawn.filter((one) => distance(one.spot, spot) <= REACH);
    return near.sort((a, b) => distance(a.spot, spot) - distance(b.spot, spot))[0]?.unit ?? null;
  }

  /** Units in view by call sign: the order in which keys walk through them. */
  inView() {
    if (!this.shown) return [];
    const view = this.map.getBounds();
    const seen = this.#fleet.units.filter(({ id }) => {
      const [lon, lat] = this.placeOf(id);
      return view.contains([lat, lon]);
    });
    return seen.sort((a, b) => (a.call_sign < b.call_sign ? -1 : 1));
  }

  /** Where the unit is drawn, [lon, lat], or null. */
  placeOf(id) {
    const motion = this.#fleet.motionOf(id);
    if (!motion) return null;
    const { lon, lat } = placeOf(motion, performance.now());
    return [lon, lat];
  }

  /** What is to be said of a unit: its name, kind, status, and how old its position is. */
  saying(unit) {
    const { reference, language } = this;
    const [, positions, now] = this.#shown;
    return [
      unit.call_sign,
      nameOf(reference.kindByCode.get(unit.kind), language),
      nameOf(reference.unitStatusByCode.get(unit.status), language),
      lookOf(unit, { positions, reference, now, language })?.age,
    ];
  }

  /** Soon, once for everything that changes together. */
  repaint() {
    if (this.#next || this.#rest) return;
    const wait = this.#cost > UNFELT_MS ? this.#cost * 2 : 0;
    if (!wait) return this.#frame();
    this.#rest = setTimeout(() => {
      this.#rest = 0;
      this.#frame();
    }, wait);
  }

  remove() {
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#next);
    this.canvas.remove();
  }

  #frame() {
    this.#next = requestAnimationFrame(() => {
      this.#next = 0;
      this.canvas.repaint();
    });
  }

  #look() {
    const [cards, positions, now] = this.#shown;
    const { reference, language } = this;
    const still = this.motion.matches;
    const context = { now, time: performance.now(), still, reference, language };
    this.#fleet.show(cards, positions, context);
    this.repaint();
  }

  #paint(context, view) {
    const time = performance.now();
    const found = this.shown ? this.#fleet.inSight(view, time) : [];
    for (const one of found) this.#mark(one);
    this.#drawn = found.sort((a, b) => a.weight - b.weight);
    this.#join(context, view);
    for (const one of this.#drawn) this.painter.paint(context, one, view);
    this.#cost = performance.now() - time;
    if (this.#drawn.some((one) => one.moving)) this.repaint();
  }

  /** The endangered lie above the chosen, those above the meant, and these above all others. */
  #mark(one) {
    one.chosen = one.unit.id === this.chosen;
    one.meant = this.meant.units.has(one.unit.id);
    one.weight = one.look.emergency * 4 + one.chosen * 2 + one.meant;
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
