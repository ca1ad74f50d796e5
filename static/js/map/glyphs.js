/** Kinds of place that the map can show: a drawing in a 16 × 16 box, a colour, and words. */

import { gettext } from "../core/i18n.js";

// The two colours are for dark and for light ground; the drawing tells them apart without either.
export const KINDS = {
  camera: {
    path: "M2.500 5.500h7v5h-7ZM10 7.500 13.500 5.500v5L10 8.500Z",
    dark: "#7fa6c9",
    light: "#2f638f",
    words: () => gettext("Cameras"),
  },
  hydrant: {
    path: "M8 2.500C10 5.500 11.800 7.500 11.800 9.700a3.800 3.800 0 0 1-7.600 0C4.200 7.500 6 5.500 8 2.500Z",
    dark: "#e08a7d",
    light: "#b0392b",
    words: () => gettext("Hydrants"),
  },
  hospital: {
    path: "M6.500 3h3v3.500H13v3H9.500V13h-3V9.500H3v-3h3.500Z",
    dark: "#86c9a0",
    light: "#1d7a45",
    words: () => gettext("Hospitals"),
  },
  shelter: {
    path: "M8 2.500 14 8h-1.700v5H9.500V9.500h-3V13H3.700V8H2Z",
    dark: "#c7a6e8",
    light: "#6d3fae",
    words: () => gettext("Shelters"),
  },
  school: {
    path: "M8 3 14.500 6.200 8 9.400 1.500 6.200ZM4 8.400l4 2 4-2v2.800c-2 1.800-6 1.800-8 0Z",
    dark: "#d9bd72",
    light: "#86610a",
    words: () => gettext("Schools"),
  },
  station: {
    path: "M8 1.500 13.500 3.500v4.200c0 3.200-2.200 5.600-5.500 6.800C4.700 13.300 2.500 10.900 2.500 7.700V3.500Z",
    dark: "#8fb7f2",
    light: "#2457a6",
    words: () => gettext("Fire and police stations"),
  },
};
