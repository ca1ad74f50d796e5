/** A place on canvas: a small plate with the drawing of its kind, and beside it how many it stands for. */

const HALF = 7; // pixels from the middle of a plate to its edge
const TEXT = 10;

export class PlaceSign {
  /** `number` is the place of the kind in the legend: groups of several kinds move aside by it. */
  constructor({ path, dark, light: onLight }, { light, number, family }) {
    this.path = new Path2D(path);
    this.color = light ? onLight : dark;
    this.ground = light ? "#ffffff" : "#161c23";
    this.font = `600 ${TEXT}px ${family}`;
    this.aside = { x: ((number % 2) - 0.5) * 26, y: (Math.floor(number / 2) - 1) * 17 };
  }

  draw(context, geom, zoom, feature) {
    const { count } = feature.props;
    const { x, y } = geom[0][0];
    context.save();
    context.globalAlpha = 1;
    context.translate(x + (count ? this.aside.x : 0), y + (count ? this.aside.y : 0));
    if (zoom >= 17) context.scale(1.25, 1.25);
    this.#plate(context, count ? shortened(count) : "");
    context.restore();
  }

  #plate(context, text) {
    context.font = this.font;
    const width = text ? context.measureText(text).width + 4 : 0;
    context.beginPath();
    context.roundRect(-HALF - width / 2, -HALF, 2 * HALF + width, 2 * HALF, 3);
    Object.assign(context, { fillStyle: this.ground, strokeStyle: this.color, lineWidth: 1 });
    context.fill();
    context.stroke();
    context.fillStyle = this.color;
    if (text) {
      Object.assign(context, { textAlign: "right", textBaseline: "middle" });
      context.fillText(text, HALF + width / 2 - 3, 0.5);
    }
    context.translate(-HALF - width / 2, -HALF);
    context.scale((2 * HALF) / 16, (2 * HALF) / 16);
    context.fill(this.path);
  }
}

function shortened(count) {
  return count > 999 ? `${(count / 1000).toFixed(1)}k` : String(count);
}
