/** Signs of units as small pictures, each drawn once and then stamped: two thousand are no work. */

import { OUTLINES } from "./unit_look.js";

const FIELD = 20;
const SIZE = 24; // pixels of a whole sign
const SMALL = 12; // where many lie close together
const ROOM = 12; // around it, for rings, the strike and the arrow
const DIRECTIONS = 24;
const COLOURS = {
  free: "--good",
  asked: "--warn",
  busy: "--accent",
  there: "--ink",
  away: "--ink-faint",
};

/** Options: family (CSS font). Colours are read from the page, so a new theme needs `forget()`. */
export class Sprites {
  #made = new Map();
  #colours = null;

  constructor({ family }) {
    this.family = family;
    this.paths = new Map(Object.entries(OUTLINES).map(([name, d]) => [name, new Path2D(d)]));
  }

  forget() {
    this.#made.clear();
    this.#colours = null;
  }

  get colours() {
    this.#colours ??= readColours();
    return this.#colours;
  }

  /**
   * A picture of `look`, with an arrow towards `heading` (null for none); `small` without letters. Its middle is
   * the unit's place. Turning a picture while it is stamped is slow, so each direction is a picture of its own.
   */
  of(look, { small, scale, heading = null }) {
    const direction = heading === null || look.stale ? null : directionOf(heading);
    const key = `${look.key} ${small} ${scale} ${direction}`;
    if (!this.#made.has(key)) this.#made.set(key, this.#draw(look, { small, scale, direction }));
    return this.#made.get(key);
  }

  #draw(look, { small, scale, direction }) {
    const size = small ? SMALL : SIZE;
    const side = size + 2 * ROOM;
    const canvas = new OffscreenCanvas(Math.ceil(side * scale), Math.ceil(side * scale));
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    context.save();
    context.translate(ROOM, ROOM);
    this.#sign(context, look, size);
    if (!small) this.#letters(context, look, size);
    context.restore();
    if (direction !== null) this.#arrow(context, look, { size, side, direction });
    return { image: canvas.transferToImageBitmap(), side };
  }

  #arrow(context, look, { size, side, direction }) {
    const reach = size / 2 + 4;
    context.translate(side / 2, side / 2);
    context.rotate((direction * 2 * Math.PI) / DIRECTIONS);
    context.beginPath();
    context.moveTo(0, -reach - 6);
    context.lineTo(4.5, -reach + 2);
    context.lineTo(-4.5, -reach + 2);
    context.closePath();
    const { panel } = this.colours;
    Object.assign(context, {
      fillStyle: this.colours[look.tone],
      strokeStyle: panel,
      lineWidth: 2,
    });
    context.stroke();
    context.fill();
  }

  #sign(context, look, size) {
    const { panel } = this.colours;
    const colour = this.colours[look.tone];
    const share = size / FIELD;
    const path = this.paths.get(look.outline);
    context.save();
    context.scale(share, share);
    context.lineJoin = "round";
    outline(context, path, panel, 5 / share);
    context.fillStyle = isFull(look) ? colour : panel;
    context.fill(path);
    if (look.stale) context.setLineDash([3 / share, 2.5 / share]);
    outline(context, path, colour, 2.2 / share);
    context.restore();
    if (look.filling === "rings") ring(context, size, colour, { width: 1.6, dash: [4, 3] });
    if (look.filling === "framed") ring(context, size, colour, { width: 1.6 });
    if (look.filling === "crossed") line(context, colour, [2, size - 2, size - 2, 2]);
    if (look.stale) line(context, colour, [-4, size / 2, size + 4, size / 2]);
    if (look.emergency) alarm(context, size, this.colours.bad);
  }

  #letters(context, look, size) {
    const { panel } = this.colours;
    const wide = /[\u3131-\ud7a3]/.test(look.letters);
    context.font = `700 ${wide ? 9 : 10.5}px ${this.family}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = isFull(look) ? panel : this.colours[look.tone];
    context.fillText(look.letters, size / 2, size / 2 + 0.5);
  }
}

/** The nearest of the directions that have a picture. */
function directionOf(heading) {
  return Math.round((heading / 360) * DIRECTIONS) % DIRECTIONS;
}

/** Stale signs are hollow, whatever the unit does. */
function isFull({ filling, stale }) {
  return !stale && (filling === "full" || filling === "framed");
}

function outline(context, path, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function line(context, colour, [x, y, toX, toY]) {
  Object.assign(context, { strokeStyle: colour, lineWidth: 1.8 });
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

function ring(context, size, colour, { width, dash = [], far = 0.68 }) {
  Object.assign(context, { strokeStyle: colour, lineWidth: width });
  context.setLineDash(dash);
  context.beginPath();
  context.arc(size / 2, size / 2, size * far, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
}

function alarm(context, size, colour) {
  ring(context, size, colour, { width: 2.5 });
  ring(context, size, colour, { width: 1.5, far: 0.88 });
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  const tones = Object.entries(COLOURS).map(([tone, name]) => [tone, read(name)]);
  return {
    ...Object.fromEntries(tones),
    panel: read("--panel"),
    ink: read("--ink"),
    bad: read("--bad"),
    focus: read("--focus"),
  };
}
