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
import { hidesUnits, rememberedKinds, rememberKinds, rememberUnits } from "./remembered.js";
import { pinSign } from "./signs.js";
import { UnitSigns } from "./units.js";

const CLOSEST = 18;
const WIDEST = 9;
const ASK_AGAIN = 5000; // ms until the server is asked once more what the map is made of

/**
 * A map in `element`.
 *
 * `reference` is GET /api/reference/, indexed. `onSelect(id)` when an incident is chosen on the map,
 * `onUnit(id)` when a unit is; `onPick([lon, lat])` when a point is chosen (right click, long press, Enter, the pin moved, or a
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

  constructor(element, { reference, language, theme, onSelect, onUnit, onPick }) {
    Object.assign(this, { element, language, theme, onUnit, onPick, city: reference.city });
    this.family = getComputedStyle(element).fontFamily;
    this.map = this.#leaflet(element);
    this.units = new UnitSigns(this.map, { reference, language, family: this.family });
    this.units.setShown(!hidesUnits());
    this.incidents = new IncidentSigns(this.map, { reference, onSelect });
    this.unlisten = listen(element, this.#acts(onSelect));
    this.map.on("contextmenu", ({ latlng }) => this.#picked(latlng));
    this.map.on("click", (event) => this.#pressed(event));
    this.resizing = new ResizeObserver(() => this.map.invalidateSize({ pan: false }));
    this.resizing.observe(element);
    this.#fetchBase();
  }

  /** From now on it names things by this reference. */
  setReference(reference) {
    this.units.reference = reference;
    this.incidents.reference = reference;
  }

  /** Draw these cards (open incidents that the viewer may see). */
  show(incidents) {
    this.incidents.show(incidents);
  }

  /** Draw these units (cards) where they are: `positions` by unit id, `now` the city's clock in ms. */
  showUnits(units, positions, now) {
    this.units.show(units, positions, now);
  }

  /** Mark one unit, and bring it into view; null marks none. */
  chooseUnit(id) {
    this.units.choose(id);
    const place = id === null ? null : this.units.placeOf(id);
    if (place && !this.map.getBounds().contains([place[1], place[0]]))
      this.map.panTo([place[1], place[0]]);
  }

  /** Emphasise the units that are sent to one incident; `place` is where it is, or null. */
  meanUnits(ids, place) {
    this.units.mean(ids, place);
  }

  /** Bring points, [longitude, latitude], into one view. */
  fit(points) {
    const bounds = L.latLngBounds(points.map(([lon, lat]) => [lat, lon]));
    this.map.fitBounds(bounds.pad(0.3), { maxZoom: 16 });
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
    this.units.setTheme();
  }

  setLanguage(language) {
    this.language = language;
    this.#base?.setLanguage(language);
    this.units.setLanguage(language);
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
    this.units.remove();
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
    map.createPane("units").classList.add("units-pane");
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
    layerPanel({
      kinds,
      shown,
      onToggle: (kind, wanted) => this.#toggle(kind, wanted),
      units: this.units.shown,
      onUnits: (wanted) => this.#toggleUnits(wanted),
    }).addTo(this.map);
    attribution((raster ?? base).attribution).addTo(this.map);
  }

  #toggle(kind, wanted) {
    this.#places.show(kind, wanted);
    rememberKinds(this.#places.shown);
  }

  #toggleUnits(wanted) {
    this.units.setShown(wanted);
    rememberUnits(wanted);
  }

  #pressed({ latlng, containerPoint }) {
    if (this.picking) return this.#picked(latlng);
    const unit = this.onUnit && this.units.at(containerPoint);
    if (!unit) return this.#tellPlace(latlng);
    this.onUnit(unit.id);
    this.#tell(latlng, this.units.saying(unit));
  }

  #tellPlace(point) {
    const place = this.#places?.at(point, this.language);
    if (place) this.#tell(point, [KINDS[place.kind].words(), place.name]);
  }

  #tell(point, parts) {
    const words = document.createElement("span");
    words.textContent = parts.filter(Boolean).join(" · ");
    L.popup({ className: "place-popup", closeButton: false, autoPan: false })
      .setLatLng(point)
      .setContent(words)
      .openOn(this.map);
  }

  #acts(onSelect) {
    const incident = (by) =>
      onSelect(stepped(this.incidents.inView(), this.incidents.selected, by));
    const unit = (by) => this.onUnit?.(stepped(this.units.inView(), this.units.chosen, by));
    return {
      next: () => incident(1),
      previous: () => incident(-1),
      nextUnit: () => unit(1),
      previousUnit: () => unit(-1),
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

/** The id of the next row after `now`, or of the one before; the same when there are none. */
function stepped(rows, now, by) {
  if (!rows.length) return now;
  const place = rows.findIndex(({ id }) => id === now);
  if (place < 0) return rows[by > 0 ? 0 : rows.length - 1].id;
  return rows[(place + by + rows.length) % rows.length].id;
}

// Six decimals are a tenth of a metre; more would only pretend.
function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}
