/**
 * The city map. `createMap` answers at once; the base map follows when the server has said what
 * it is made of. Points are [longitude, latitude] everywhere.
 */

import { api } from "../core/api.js";
import { gettext } from "../core/i18n.js";
import { BaseMap } from "./base_map.js";
import { KINDS } from "./glyphs.js";
import { IncidentSigns } from "./incidents.js";
import { listen } from "./keys.js";
import { attribution, layerPanel } from "./layer_panel.js";
import { L, needLibraries } from "./leaflet.js";
import { PlaceTiles } from "./places.js";
import { RasterBase } from "./raster_base.js";
import { rememberedKinds, rememberKinds } from "./remembered.js";
import { pinSign } from "./signs.js";

const CLOSEST = 18;
const WIDEST = 9;
const ASK_AGAIN = 5000; // ms until the server is asked once more what the map is made of

/**
 * A map in `element`.
 *
 * `reference` is GET /api/reference/. `onSelect(id)` when an incident is chosen on the map;
 * `onPick([lon, lat])` when a point is chosen (right click, long press, Enter, the pin moved, or a
 * click while picking). Throws when the libraries are missing.
 */
export function createMap(element, options) {
  needLibraries();
  return new CityMap(element, options);
}

class CityMap {
  #pin = null;
  #base = null;
  #places = null;
  #timer = null;

  constructor(element, { reference, language, theme, onSelect, onPick }) {
    Object.assign(this, { element, language, theme, onPick, city: reference.city });
    this.family = getComputedStyle(element).fontFamily;
    this.map = this.#leaflet(element);
    this.incidents = new IncidentSigns(this.map, { reference, onSelect });
    this.unlisten = listen(element, this.#acts(onSelect));
    this.map.on("contextmenu", ({ latlng }) => this.#picked(latlng));
    this.map.on("click", ({ latlng }) =>
      this.picking ? this.#picked(latlng) : this.#tellPlace(latlng),
    );
    this.resizing = new ResizeObserver(() => this.map.invalidateSize({ pan: false }));
    this.resizing.observe(element);
    this.#fetchBase();
  }

  /** Draw these cards (open incidents that the viewer may see). */
  show(incidents) {
    this.incidents.show(incidents);
  }

  /** Mark one incident and bring it into view if it lies outside; null marks none. */
  select(id, place = null) {
    this.incidents.select(id);
    if (place && !this.map.getBounds().pad(-0.1).contains([place.lat, place.lon])) {
      this.map.panTo([place.lat, place.lon]);
    }
  }

  /** Put the pin of the call at [lon, lat], or take it away with null. */
  setPin(point) {
    if (!point) {
      this.#pin?.remove();
      this.#pin = null;
      return;
    }
    this.#pin ??= this.#newPin(point);
    this.#pin.setLatLng([point[1], point[0]]);
  }

  focus([lon, lat], zoom = Math.max(this.map.getZoom(), 15)) {
    this.map.setView([lat, lon], zoom);
  }

  /** While picking, a plain click chooses a point. */
  setPicking(wanted) {
    this.picking = wanted;
    this.element.classList.toggle("picking", wanted);
  }

  setTheme(theme) {
    this.theme = theme;
    this.#base?.setTheme(theme);
    this.#places?.setTheme(theme);
  }

  setLanguage(language) {
    this.language = language;
    this.#base?.setLanguage(language);
  }

  /** Kinds of place that are shown now. */
  layers() {
    return [...(this.#places?.shown ?? [])];
  }

  destroy() {
    clearTimeout(this.#timer);
    this.resizing.disconnect();
    this.unlisten();
    this.incidents.remove();
    this.#base?.remove();
    this.#places?.remove();
    this.map.remove();
  }

  #leaflet(element) {
    const [west, south, east, north] = this.city.bbox;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const [lon, lat] = this.city.centre;
    const map = L.map(element, {
      center: [lat, lon],
      zoom: Math.round(this.city.zoom),
      minZoom: WIDEST,
      maxZoom: CLOSEST,
      maxBounds: bounds.pad(0.6),
      maxBoundsViscosity: 0.8,
      attributionControl: false,
      zoomControl: false,
      tapHold: true,
    });
    map.createPane("places").classList.add("places-pane");
    L.control.zoom({ zoomInTitle: gettext("Nearer"), zoomOutTitle: gettext("Farther") }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    element.classList.add("city-map");
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", gettext("Map of the city"));
    return map;
  }

  async #fetchBase() {
    try {
      const facts = await api.get("/api/map/");
      if (this.map) this.#addBase(facts);
    } catch (problem) {
      if (problem.passing) this.#timer = setTimeout(() => this.#fetchBase(), ASK_AGAIN);
      else console.error(problem);
    }
  }

  #addBase({ base, places, districts, raster }) {
    const { theme, language, family } = this;
    this.#base = raster
      ? new RasterBase(raster)
      : new BaseMap(base, { theme, language, family, named: districts });
    this.#base.layer.addTo(this.map);
    const kinds = places.filter((kind) => kind in KINDS);
    const shown = new Set([...rememberedKinds()].filter((kind) => kinds.includes(kind)));
    this.#places = new PlaceTiles({ theme, family, kinds, shown });
    this.#places.layer.addTo(this.map);
    layerPanel({ kinds, shown, onToggle: (kind, wanted) => this.#toggle(kind, wanted) }).addTo(
      this.map,
    );
    attribution((raster ?? base).attribution).addTo(this.map);
  }

  #toggle(kind, wanted) {
    this.#places.show(kind, wanted);
    rememberKinds(this.#places.shown);
  }

  #tellPlace(point) {
    const place = this.#places?.at(point, this.language);
    if (!place) return;
    const words = document.createElement("span");
    words.textContent = [KINDS[place.kind].words(), place.name].filter(Boolean).join(" · ");
    L.popup({ className: "place-popup", closeButton: false, autoPan: false })
      .setLatLng(point)
      .setContent(words)
      .openOn(this.map);
  }

  #acts(onSelect) {
    const step = (by) => {
      const cards = this.incidents.inView();
      if (!cards.length) return;
      const now = cards.findIndex((card) => card.id === this.incidents.selected);
      const next =
        now < 0 ? (by > 0 ? 0 : cards.length - 1) : (now + by + cards.length) % cards.length;
      onSelect(cards[next].id);
    };
    return {
      next: () => step(1),
      previous: () => step(-1),
      pick: () => this.#picked(this.map.getCenter()),
      whole: () =>
        this.map.setView([this.city.centre[1], this.city.centre[0]], Math.round(this.city.zoom)),
    };
  }

  #picked({ lat, lng }) {
    this.onPick?.([round(lng), round(lat)]);
  }

  #newPin([lon, lat]) {
    const icon = L.divIcon({
      html: pinSign(),
      className: "",
      iconSize: [28, 37],
      iconAnchor: [14, 36],
    });
    const title = gettext("Place of the call: drag to move it");
    const pin = L.marker([lat, lon], {
      icon,
      title,
      draggable: true,
      keyboard: false,
      zIndexOffset: 20_000,
    });
    pin.on("dragend", () => this.#picked(pin.getLatLng()));
    return pin.addTo(this.map);
  }
}

// Six decimals are a tenth of a metre; more would only pretend.
function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}
