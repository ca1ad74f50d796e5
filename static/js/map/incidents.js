/** Incidents on the map: a bounded number of light signs, grouped where they would lie on each other. */

import { grouped, radiusFor } from "./clusters.js";
import { L } from "./leaflet.js";
import { groupSaying, groupSign, incidentSign, saying } from "./signs.js";

const SIZE = 40;
const IN_VIEW = 0.15; // how far beyond the edge signs are kept, as a share of the view

/** Options: reference, onSelect(id). */
export class IncidentSigns {
  #cards = [];
  #groups = [];
  #markers = new Map();
  #selected = null;

  constructor(map, { reference, onSelect }) {
    this.map = map;
    this.reference = reference;
    this.onSelect = onSelect;
    this.layer = L.layerGroup().addTo(map);
    this.regroup = () => this.#regroup();
    this.redraw = () => this.#draw();
    map.on("zoomend", this.regroup);
    map.on("moveend", this.redraw);
  }

  show(cards) {
    this.#cards = cards;
    this.#regroup();
  }

  select(id) {
    if (id === this.#selected) return;
    this.#selected = id;
    this.#regroup();
  }

  get selected() {
    return this.#selected;
  }

  /** Cards within the view, worst first: the order in which keys walk through them. */
  inView() {
    const view = this.map.getBounds();
    const seen = this.#cards.filter(({ place }) => view.contains([place.lat, place.lon]));
    return seen.sort((a, b) => a.priority - b.priority || a.id - b.id);
  }

  remove() {
    this.map.off("zoomend", this.regroup).off("moveend", this.redraw);
    this.layer.remove();
  }

  #regroup() {
    const zoom = this.map.getZoom();
    const points = this.#cards.map((card) => {
      const { x, y } = this.map.project([card.place.lat, card.place.lon], zoom);
      return { id: card.id, priority: card.priority, x, y, card };
    });
    this.#groups = grouped(points, {
      radius: radiusFor(points.length),
      alone: new Set([this.#selected]),
    });
    this.#draw();
  }

  #draw() {
    const view = this.map.getBounds().pad(IN_VIEW);
    const wanted = new Map();
    for (const group of this.#groups) {
      const { place } = group.members[0].card;
      if (view.contains([place.lat, place.lon])) wanted.set(group.key, group);
    }
    for (const [key, drawn] of this.#markers) {
      if (drawn.looks !== looksOf(wanted.get(key), this.#selected)) this.#take(key);
    }
    for (const [key, group] of wanted) if (!this.#markers.has(key)) this.#put(key, group);
  }

  #take(key) {
    this.#markers.get(key).marker.remove();
    this.#markers.delete(key);
  }

  #put(key, group) {
    const cards = group.members.map((member) => member.card);
    const one = cards.length === 1 ? cards[0] : null;
    const selected = one !== null && one.id === this.#selected;
    const marker = L.marker([cards[0].place.lat, cards[0].place.lon], {
      icon: L.divIcon({
        html: one ? incidentSign(one, { selected }) : groupSign(cards),
        className: "",
        iconSize: [SIZE, SIZE],
      }),
      title: one ? saying(one, this.reference) : groupSaying(cards),
      keyboard: false, // the map itself has the keys; hundreds of tab stops would be a trap
      zIndexOffset: selected ? 10_000 : (4 - cards[0].priority) * 1000,
    });
    marker.on("click", () => (one ? this.onSelect(one.id) : this.#open(cards)));
    marker.addTo(this.layer);
    this.#markers.set(key, { marker, looks: looksOf(group, this.#selected) });
  }

  // A group opens by coming nearer; where that can't part it, each press selects the next of it.
  #open(cards) {
    const bounds = L.latLngBounds(cards.map(({ place }) => [place.lat, place.lon]));
    const closest = this.map.getBoundsZoom(bounds.pad(0.3));
    if (closest > this.map.getZoom() && this.map.getZoom() < this.map.getMaxZoom()) {
      this.map.fitBounds(bounds.pad(0.3));
      return;
    }
    const next = cards.findIndex((card) => card.id === this.#selected) + 1;
    this.onSelect(cards[next % cards.length].id);
  }
}

function looksOf(group, selected) {
  if (!group) return "";
  return group.members
    .map(
      ({ card }) =>
        `${card.id} ${card.version} ${card.updated_at} ${card.place.lon} ${card.place.lat} ${card.id === selected}`,
    )
    .join();
}
