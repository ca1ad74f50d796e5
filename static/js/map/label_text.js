/** A name at a point: measured, broken into lines, set with a halo, never twice close together. */

import { brokenInto } from "./names.js";

const LINE_HEIGHT = 1.2;

/**
 * `text(zoom, feature)` gives what to write, "" for nothing. `font(zoom, feature)` is {size, weight}.
 * With `dot` (a colour) a small mark stands at the point and the name below it.
 */
export class PointName {
  constructor({
    text,
    font,
    family,
    color,
    halo,
    dot = null,
    chars = 12,
    apart = 200,
    padding = 4,
  }) {
    Object.assign(this, { text, font, family, color, halo, dot, chars, apart, padding });
  }

  place(layout, geom, feature) {
    const name = this.text(layout.zoom, feature);
    if (!name) return undefined;
    const { size, weight } = this.font(layout.zoom, feature);
    const font = `${weight} ${size}px ${this.family}`;
    layout.scratch.font = font;
    const lines = brokenInto(name, this.chars);
    const width = Math.max(...lines.map((line) => layout.scratch.measureText(line).width));
    const height = lines.length * size * LINE_HEIGHT;
    const top = this.dot ? 5 : -height / 2;
    const anchor = geom[0][0];
    return [
      {
        anchor,
        bboxes: [this.#box(anchor, width, top, height)],
        draw: (context) => this.#draw(context, { lines, font, size, top }),
        deduplicationKey: name,
        deduplicationDistance: this.apart,
      },
    ];
  }

  #box(anchor, width, top, height) {
    const above = this.dot ? -4 : top;
    return {
      minX: anchor.x - width / 2 - this.padding,
      maxX: anchor.x + width / 2 + this.padding,
      minY: anchor.y + above - this.padding,
      maxY: anchor.y + top + height + this.padding,
    };
  }

  #draw(context, { lines, font, size, top }) {
    context.globalAlpha = 1;
    if (this.dot) this.#mark(context);
    Object.assign(context, {
      font,
      textAlign: "center",
      textBaseline: "middle",
      lineJoin: "round",
    });
    Object.assign(context, { fillStyle: this.color, strokeStyle: this.halo, lineWidth: 3 });
    lines.forEach((line, row) => {
      const y = top + (row + 0.5) * size * LINE_HEIGHT;
      context.strokeText(line, 0, y);
      context.fillText(line, 0, y);
    });
  }

  #mark(context) {
    context.beginPath();
    context.arc(0, 0, 2.6, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: this.dot, strokeStyle: this.halo, lineWidth: 2 });
    context.stroke();
    context.fill();
  }
}

/** A road's number on a small plate, in the middle of its longest piece. */
export class RoadPlate {
  constructor({ family, color, ink }) {
    Object.assign(this, { family, color, ink });
  }

  place(layout, geom, feature) {
    const ref = String(feature.props.ref ?? "").split(";")[0];
    if (!ref || ref.length > 5) return undefined;
    const font = `600 10px ${this.family}`;
    layout.scratch.font = font;
    const half = layout.scratch.measureText(ref).width / 2 + 4;
    const anchor = middleOf(geom);
    return [
      {
        anchor,
        bboxes: [
          {
            minX: anchor.x - half - 8,
            maxX: anchor.x + half + 8,
            minY: anchor.y - 15,
            maxY: anchor.y + 15,
          },
        ],
        draw: (context) => this.#draw(context, { ref, font, half }),
        deduplicationKey: `ref ${ref}`,
        deduplicationDistance: 320,
      },
    ];
  }

  #draw(context, { ref, font, half }) {
    context.globalAlpha = 1;
    context.beginPath();
    context.roundRect(-half, -7, 2 * half, 14, 4);
    Object.assign(context, { fillStyle: this.color, strokeStyle: this.ink, lineWidth: 1 });
    context.fill();
    context.stroke();
    Object.assign(context, {
      font,
      textAlign: "center",
      textBaseline: "middle",
      fillStyle: this.ink,
    });
    context.fillText(ref, 0, 0.5);
  }
}

function middleOf(geom) {
  const longest = geom.reduce((best, line) => (line.length > best.length ? line : best));
  return longest[Math.floor(longest.length / 2)];
}
