/** What the base map writes, most important first: an earlier rule wins the room. */

import { PointName, RoadPlate } from "./label_text.js";
import { painter } from "./leaflet.js";
import { nameIn } from "./names.js";

const POIS = [
  { from: 14, words: ["railway", "station", "subway", "ferry_terminal", "airport"] },
  { from: 15, words: ["town_hall", "hospital", "fire_station", "police"] },
  {
    from: 16,
    words: [
      "school",
      "college",
      "university",
      "stadium",
      "bus",
      "attraction",
      "museum",
      "library",
      "mall",
    ],
  },
  {
    from: 17,
    words: ["park", "place_of_worship", "cemetery", "post", "fuel", "lodging", "bank", "grocery"],
  },
];
const ROAD_NAMES = [
  { cls: ["motorway", "trunk"], from: 12, size: 11 },
  { cls: ["primary"], from: 13, size: 11 },
  { cls: ["secondary"], from: 14, size: 10.5 },
  { cls: ["tertiary"], from: 15, size: 10.5 },
  { cls: ["minor", "residential", "unclassified"], from: 16, size: 10 },
];

function is(field, words) {
  const wanted = new Set(words);
  return (_zoom, feature) => wanted.has(feature.props[field]);
}

function steady(size, weight = 500) {
  return () => ({ size, weight });
}

function growing(low, high, weight) {
  return (zoom) => ({ size: zoom >= 13 ? high : low, weight });
}

/**
 * The rules in `language` ("ko", "en") and `flavor`, set in the font `family`.
 * Where the tiles name the districts (`named`: ["gu", "dong"]), older names for the same are left out.
 */
export function labelRules(flavor, { language, family, named = [] }) {
  const text = (_zoom, feature) => nameIn(language, feature.props);
  const write = (options) =>
    new PointName({
      text,
      family,
      halo: flavor.halo,
      chars: language === "ko" ? 9 : 14,
      ...options,
    });
  return [
    ...districts(flavor, write),
    ...towns(flavor, write, named),
    ...mainRoads(flavor, family),
    ...waters(flavor, write),
    ...pois(flavor, write, POIS.slice(0, 2)),
    ...roads(flavor, language, family),
    ...(named.includes("dong") ? [] : villages(flavor, write)),
    ...greens(flavor, write),
    ...pois(flavor, write, POIS.slice(2)),
  ];
}

function districts(flavor, write) {
  const gu = write({ color: flavor.inkDistrict, font: growing(13, 15, 600), apart: 500 });
  const dong = write({ color: flavor.inkDistrict, font: steady(12), apart: 300 });
  return [
    {
      dataLayer: "district_name",
      minzoom: 10,
      maxzoom: 14,
      filter: is("level", ["gu"]),
      symbolizer: gu,
    },
    {
      dataLayer: "district_name",
      minzoom: 14,
      maxzoom: 16,
      filter: is("level", ["dong"]),
      symbolizer: dong,
    },
  ];
}

function towns(flavor, write, named) {
  const city = write({ color: flavor.ink, font: growing(15, 17, 600), apart: 600 });
  const town = write({ color: flavor.ink, font: growing(12, 14, 600), apart: 400 });
  const borough = write({ color: flavor.inkDistrict, font: growing(12, 14, 600), apart: 500 });
  const boroughs = {
    dataLayer: "place",
    minzoom: 12,
    maxzoom: 14,
    filter: is("class", ["borough"]),
    symbolizer: borough,
  };
  return [
    { dataLayer: "place", maxzoom: 12, filter: is("class", ["city"]), symbolizer: city },
    {
      dataLayer: "place",
      minzoom: 10,
      maxzoom: 14,
      filter: is("class", ["town", "island"]),
      symbolizer: town,
    },
    ...(named.includes("gu") ? [] : [boroughs]),
  ];
}

function mainRoads(flavor, family) {
  const plate = new RoadPlate({ family, color: flavor.shield, ink: flavor.shieldInk });
  const numbered = is("class", ["motorway", "trunk", "primary"]);
  return [{ dataLayer: "transportation_name", minzoom: 11, filter: numbered, symbolizer: plate }];
}

function waters(flavor, write) {
  const name = write({ color: flavor.inkWater, font: steady(11.5), apart: 350 });
  const wide = is("class", ["river", "lake", "ocean", "sea", "bay", "strait"]);
  const named = (_zoom, feature) => feature.geomType === 1 && wide(_zoom, feature);
  return [
    { dataLayer: "water_name", minzoom: 10, filter: named, symbolizer: name },
    {
      dataLayer: "mountain_peak",
      minzoom: 13,
      symbolizer: write({ color: flavor.inkGreen, dot: flavor.inkGreen, font: steady(10.5) }),
    },
    {
      dataLayer: "aerodrome_label",
      minzoom: 11,
      symbolizer: write({ color: flavor.ink, font: steady(12, 600), apart: 500 }),
    },
  ];
}

function pois(flavor, write, groups) {
  return groups.map(({ from, words }) => ({
    dataLayer: "poi",
    minzoom: from,
    filter: is("class", words),
    symbolizer: write({
      color: flavor.inkSoft,
      dot: flavor.inkSoft,
      font: steady(10.5),
      apart: 120,
    }),
  }));
}

function roads(flavor, language, family) {
  return ROAD_NAMES.map(({ cls, from, size }) => ({
    dataLayer: "transportation_name",
    minzoom: from,
    filter: is("class", cls),
    symbolizer: new painter.LineLabelSymbolizer({
      // The painter asks for fields, not for a text; the chosen field is found by what it holds.
      labelProps: (_zoom, feature) => fieldOf(language, feature.props),
      fontFamily: family,
      fontSize: size,
      fontWeight: 500,
      fill: flavor.ink,
      stroke: flavor.halo,
      width: 3,
      position: painter.LineLabelPlacement?.Center ?? 2,
      repeatDistance: 420,
    }),
  }));
}

function fieldOf(language, props) {
  const name = nameIn(language, props);
  return Object.keys(props).filter((field) => field.startsWith("name") && props[field] === name);
}

function villages(flavor, write) {
  const name = write({ color: flavor.inkSoft, font: steady(12), apart: 250 });
  const words = ["village", "suburb", "quarter", "neighbourhood", "hamlet"];
  return [
    { dataLayer: "place", minzoom: 13, maxzoom: 17, filter: is("class", words), symbolizer: name },
  ];
}

function greens(flavor, write) {
  const name = write({ color: flavor.inkGreen, font: steady(10.5), apart: 200 });
  return [
    {
      dataLayer: "park",
      minzoom: 15,
      filter: (_zoom, { geomType }) => geomType === 1,
      symbolizer: name,
    },
  ];
}
