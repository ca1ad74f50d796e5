/** Colour, shape and letter of a priority, written once. The colour itself is a token in css/tokens.css. */

export const PRIORITIES = [
  { level: 0, code: "P0", shape: "diamond", token: "p0", urgent: true },
  { level: 1, code: "P1", shape: "triangle", token: "p1", urgent: true },
  { level: 2, code: "P2", shape: "square", token: "p2", urgent: false },
  { level: 3, code: "P3", shape: "circle", token: "p3", urgent: false },
  { level: 4, code: "P4", shape: "ring", token: "p4", urgent: false },
];

/** Outlines in a 20 × 20 box, used by the badge and by the pin on the map. */
export const SHAPES = {
  diamond: "M10 0.5 19.5 10 10 19.5 0.5 10Z",
  triangle: "M10 0.8 19.6 18.6H0.4Z",
  square: "M1.5 1.5h17v17h-17Z",
  circle: "M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18Z",
  ring: "M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4Z",
};

export function priorityOf(level) {
  return PRIORITIES[level] ?? PRIORITIES[4];
}

/** Raising is free; lowering (a larger number) needs a reason. */
export function isLowering(from, to) {
  return to > from;
}
