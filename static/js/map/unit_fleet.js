/** The units that have a position: how each looks, and where it is at a moment. Pure but for what it remembers. */

import { lookOf } from "./unit_look.js";
import { isMoving, shareOf, towards, turned } from "./unit_motion.js";

export class Fleet {
  #motions = new Map();
  #positions = new Map();
  #rows = [];

  /** Looks are made here, once for each piece of news, and not again for each frame. */
  show(cards, positions, { now, time, still, ...context }) {
    if (positions !== this.#positions) this.#move(positions, time, still);
    this.#positions = positions;
    this.#rows = [];
    for (const unit of cards) {
      const motion = this.#motions.get(unit.id);
      const look = motion && lookOf(unit, { positions, now, ...context });
      if (look) this.#rows.push({ unit, look, motion });
    }
  }

  get units() {
    return this.#rows.map(({ unit }) => unit);
  }

  motionOf(id) {
    return this.#motions.get(id) ?? null;
  }

  /**
   * Those in sight at `time`: `{ unit, look, spot, heading, moving }`. `view` gives pixels, and a `key` that
   * changes when a point's pixel does: while it stays, a unit's way is only two pixels and a share.
   */
  inSight(view, time) {
    const found = [];
    for (const { unit, look, motion } of this.#rows) {
      const spot = spotOf(motion, view, time);
      if (!view.isSeen(spot)) continue;
      const { from, to } = motion;
      const heading = turned(from.heading ?? null, to.heading ?? null, shareOf(motion, time));
      found.push({ unit, look, spot, heading, moving: isMoving(motion, time) });
    }
    return found;
  }

  #move(positions, time, still) {
    const motions = new Map();
    for (const [id, fix] of positions)
      motions.set(id, towards(this.#motions.get(id), fix, time, { still }));
    this.#motions = motions;
  }
}

function spotOf(motion, view, time) {
  if (motion.pixels?.key !== view.key) {
    const { from, to } = motion;
    motion.pixels = { key: view.key, from: view.toPixel(from), to: view.toPixel(to) };
  }
  const { from, to } = motion.pixels;
  const share = shareOf(motion, time);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
