/** What the base map fills and strokes, in order from the ground up. */

import { painter } from "./leaflet.js";
import { edgeAt, edgeFrom, ROADS, widthAt } from "./roads.js";

const LANDCOVER = [
  ["farmland", ["farmland"]],
  ["wood", ["wood", "forest"]],
  ["grass", ["grass", "scrub", "meadow"]],
  ["sand", ["sand", "beach"]],
];
const LANDUSE = [
  ["residential", ["residential", "suburb", "neighbourhood"]],
  ["industrial", ["industrial", "railway", "garages", "port", "dock"]],
  ["commercial", ["commercial", "retail", "bus_station"]],
  ["civic", ["school", "university", "college", "kindergarten", "library", "stadium", "civic"]],
  ["hospital", ["hospital"]],
  ["military", ["military"]],
  ["park", ["park", "cemetery", "pitch", "playground", "garden", "zoo", "theme_park"]],
];

function oneOf(field, words) {
  const wanted = new Set(words);
  return (_zoom, feature) => wanted.has(feature.props[field]);
}

function fill(dataLayer, color, words, more = {}) {
  const symbolizer = new painter.PolygonSymbolizer({ fill: color, ...more.look });
  const filter = words && oneOf("class", words);
  return { dataLayer, symbolizer, ...(filter && { filter }), ...more.rule };
}

function ground(flavor) {
  const parks = (_zoom, feature) =>
    ["park", "garden", "golf_course"].includes(feature.props.subclass);
  return [
    ...LANDCOVER.map(([name, words]) => fill("landcover", flavor[name], words)),
    ...LANDUSE.map(([name, words]) => fill("landuse", flavor[name], words)),
    { ...fill("landcover", flavor.park), filter: parks },
    fill("park", flavor.park),
  ];
}

function water(flavor) {
  const coast = { stroke: flavor.coast, width: 0.8 };
  return [
    fill("ocean", flavor.sea, null, { look: coast }),
    fill("water", flavor.sea, ["ocean", "sea"], { look: coast }),
    {
      ...fill("water", flavor.water),
      filter: (_zoom, { props }) => !["ocean", "sea"].includes(props.class),
    },
    fill("landcover", flavor.wetland, ["wetland"], { look: { opacity: 0.8 } }),
    {
      dataLayer: "waterway",
      minzoom: 12,
      filter: (_zoom, { props }) => props.brunnel !== "tunnel",
      symbolizer: new painter.LineSymbolizer({
        color: flavor.water,
        width: (zoom) =>
          widthAt(
            [
              [12, 0.8],
              [15, 2],
              [18, 6],
            ],
            zoom,
          ),
        lineJoin: "round",
      }),
    },
  ];
}

function built(flavor) {
  const building = { fill: flavor.building, stroke: flavor.buildingEdge };
  const runway = new painter.LineSymbolizer({
    color: flavor.aeroway,
    width: (zoom) =>
      widthAt(
        [
          [11, 1],
          [14, 8],
          [18, 60],
        ],
        zoom,
      ),
  });
  const lines = (_zoom, feature) => feature.geomType === 2;
  const areas = (_zoom, feature) => feature.geomType === 3;
  return [
    { ...fill("aeroway", flavor.aeroway), filter: areas },
    { dataLayer: "aeroway", symbolizer: runway, filter: lines },
    {
      dataLayer: "building",
      minzoom: 15,
      maxzoom: 15,
      symbolizer: new painter.PolygonSymbolizer(building),
    },
    {
      dataLayer: "building",
      minzoom: 16,
      symbolizer: new painter.PolygonSymbolizer({ ...building, width: 0.7 }),
    },
  ];
}

function isRoad(words, { tunnel }) {
  const wanted = new Set(words);
  return (_zoom, { props, geomType }) =>
    geomType === 2 && wanted.has(props.class) && (props.brunnel === "tunnel") === tunnel;
}

function stroke(color, width, more = {}) {
  return new painter.LineSymbolizer({ color, width, lineJoin: "round", lineCap: "round", ...more });
}

function tunnels(flavor) {
  return ROADS.filter((road) => !road.path).map((road) => ({
    dataLayer: "transportation",
    minzoom: Math.max(road.from, 12),
    filter: isRoad(road.cls, { tunnel: true }),
    symbolizer: stroke(thin(flavor, road), (zoom) => widthAt(road.stops, zoom) * 0.8, {
      opacity: 0.5,
      lineCap: "butt",
    }),
  }));
}

function edges(flavor) {
  return ROADS.filter((road) => !road.path).map((road) => ({
    dataLayer: "transportation",
    minzoom: Math.max(road.from, edgeFrom(road.stops)),
    filter: isRoad(road.cls, { tunnel: false }),
    symbolizer: stroke(flavor[`${road.look}Edge`], (zoom) => edgeAt(road.stops, zoom)),
  }));
}

function surfaces(flavor) {
  return ROADS.map((road) => ({
    dataLayer: "transportation",
    minzoom: road.from,
    filter: isRoad(road.cls, { tunnel: false }),
    symbolizer: road.path
      ? new painter.LineSymbolizer({
          color: flavor.path,
          width: (zoom) => widthAt(road.stops, zoom),
          dash: [3, 2],
        })
      : stroke(surface(flavor, road), (zoom) => widthAt(road.stops, zoom)),
  }));
}

// A white street on pale ground vanishes while it is too thin for an edge, so it has a colour for that.
function thin(flavor, road) {
  return flavor[`${road.look}Thin`] ?? flavor[road.look];
}

function surface(flavor, road) {
  return (zoom) => (edgeAt(road.stops, zoom) ? flavor[road.look] : thin(flavor, road));
}

const METRO = ["transit", "subway", "light_rail", "monorail", "tram", "narrow_gauge"];
const RAIL_STOPS = [
  [10, 0.6],
  [14, 1.1],
  [16, 2],
  [18, 4],
];

function rails(flavor) {
  // Sidings and yards would be a grey carpet before one can tell their tracks apart.
  const rail = (zoom, { props }) => props.class === "rail" && (zoom >= 16 || !props.service);
  const width = (zoom) => widthAt(RAIL_STOPS, zoom);
  return [
    {
      dataLayer: "transportation",
      minzoom: 12,
      filter: oneOf("class", METRO),
      symbolizer: stroke(flavor.subway, width, { opacity: 0.6 }),
    },
    {
      dataLayer: "transportation",
      minzoom: 10,
      filter: rail,
      symbolizer: stroke(flavor.rail, width),
    },
    {
      dataLayer: "transportation",
      minzoom: 15,
      filter: rail,
      symbolizer: new painter.LineSymbolizer({
        color: flavor.railGap,
        width: (zoom) => width(zoom) * 0.55,
        dash: [5, 5],
      }),
    },
    {
      dataLayer: "transportation",
      minzoom: 11,
      filter: oneOf("class", ["ferry"]),
      symbolizer: new painter.LineSymbolizer({ color: flavor.ferry, width: 0.9, dash: [4, 4] }),
    },
  ];
}

function dashed(color, width, dash, opacity) {
  return new painter.LineSymbolizer({ color, width, dash, opacity });
}

const isGu = oneOf("level", ["gu"]);
const isDong = oneOf("level", ["dong"]);

/** Under water and streets: wide and faint, so that a border is seen beside a street on it. */
function borderBands(flavor) {
  const band = (width) => stroke(flavor.border, width, { opacity: 0.16 });
  const faint = dashed(flavor.borderFaint, 1, [2, 3], 0.7);
  return [
    { dataLayer: "district", maxzoom: 13, filter: isGu, symbolizer: band(5) },
    { dataLayer: "district", minzoom: 14, filter: isGu, symbolizer: band(12) },
    { dataLayer: "district", minzoom: 14, filter: isDong, symbolizer: faint },
  ];
}

function borders(flavor) {
  const state = (_zoom, { props }) => props.admin_level <= 4;
  return [
    { dataLayer: "boundary", filter: state, symbolizer: dashed(flavor.border, 1, [6, 3], 0.75) },
    { dataLayer: "district", filter: isGu, symbolizer: dashed(flavor.border, 1, [6, 4], 0.5) },
  ];
}

/** The rules of the whole base map in `flavor`. */
export function paintRules(flavor) {
  return [
    ...ground(flavor),
    ...borderBands(flavor),
    ...water(flavor),
    ...built(flavor),
    ...tunnels(flavor),
    ...edges(flavor),
    ...rails(flavor),
    ...surfaces(flavor),
    ...borders(flavor),
  ];
}
