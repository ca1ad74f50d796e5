/** How wide a road is drawn, and in which colours, by its class. Least important first. */

const HAIR = 1.8; // pixels

// zoom, pixels: between two stops the width grows by a steady factor.
export const ROADS = [
  {
    cls: ["path", "track", "pedestrian", "footway"],
    from: 15,
    path: true,
    stops: [
      [14, 0.6],
      [16, 1.2],
      [18, 2.4],
    ],
  },
  {
    cls: ["service"],
    from: 14,
    look: "street",
    stops: [
      [14, 0.5],
      [15, 1.2],
      [16, 2.8],
      [18, 9],
    ],
  },
  {
    cls: ["minor", "residential", "unclassified"],
    from: 13,
    look: "street",
    stops: [
      [13, 0.6],
      [14, 1.6],
      [16, 5.5],
      [18, 15],
    ],
  },
  {
    cls: ["tertiary"],
    from: 11,
    look: "street",
    stops: [
      [11, 0.5],
      [13, 1.6],
      [15, 5],
      [18, 18],
    ],
  },
  {
    cls: ["secondary"],
    from: 10,
    look: "secondary",
    stops: [
      [10, 0.5],
      [12, 1.3],
      [14, 3.8],
      [16, 9],
      [18, 21],
    ],
  },
  {
    cls: ["primary"],
    from: 9,
    look: "primary",
    stops: [
      [9, 0.6],
      [11, 1.3],
      [13, 3],
      [15, 7],
      [18, 24],
    ],
  },
  {
    cls: ["trunk"],
    from: 7,
    look: "trunk",
    stops: [
      [8, 0.6],
      [10, 1.3],
      [12, 2.4],
      [14, 5],
      [16, 11],
      [18, 26],
    ],
  },
  {
    cls: ["motorway"],
    from: 6,
    look: "motorway",
    stops: [
      [8, 0.8],
      [10, 1.6],
      [12, 2.8],
      [14, 5.5],
      [16, 12],
      [18, 28],
    ],
  },
];

/** Pixels at `zoom`, growing by a steady factor between the stops. */
export function widthAt(stops, zoom) {
  if (zoom <= stops[0][0]) return stops[0][1];
  for (let i = 1; i < stops.length; i += 1) {
    const [z0, w0] = stops[i - 1];
    const [z1, w1] = stops[i];
    if (zoom <= z1) return w0 * (w1 / w0) ** ((zoom - z0) / (z1 - z0));
  }
  return stops.at(-1)[1];
}

/** The width with the edge that sets a road off from the ground; none where the road is a hair. */
export function edgeAt(stops, zoom) {
  const width = widthAt(stops, zoom);
  return width < HAIR ? 0 : width + (width < 5 ? 1.4 : 2);
}

/** The first zoom at which a road has an edge. (A canvas ignores a width of 0, so it must not be drawn.) */
export function edgeFrom(stops) {
  let zoom = stops[0][0];
  while (zoom < 18 && edgeAt(stops, zoom) === 0) zoom += 1;
  return zoom;
}
