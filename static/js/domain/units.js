/** The unit status board: which units stand in it, and in what order. */

import { nameOf, shortOf } from "../core/i18n.js";
import { assignmentsOfUnit } from "./assignments.js";
import { fold, initialsOf, isInitials } from "./hangul.js";
import { isFree, stateOf } from "./unit_status.js";

/** How the rows may be ordered; the first is what a dispatcher needs most. */
export const SORTS = ["status", "call_sign", "since", "kind"];

export const FIRST_VIEW = { service: "mine", sort: "status", text: "", free: false };

function byText(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** "E9" stands before "E10". */
const collator = new Intl.Collator("ko", { numeric: true });
const byName = (a, b) => collator.compare(a.call_sign, b.call_sign) || a.id - b.id;

const ORDER = {
  status: (a, b) => stateOf(a.status).order - stateOf(b.status).order || byName(a, b),
  call_sign: byName,
  since: (a, b) => byText(a.since, b.since) || byName(a, b),
  kind: (a, b) => byText(a.kind, b.kind) || ORDER.status(a, b),
};

/** Emergencies stand above every order. */
const worstFirst = (order) => (a, b) => Number(b.emergency) - Number(a.emergency) || order(a, b);

/** The service of a unit is that of its kind; a kind that is not known counts to its agency's. */
export function serviceOf(unit, reference) {
  return (
    reference.kindByCode.get(unit.kind)?.service ??
    reference.agencyById.get(unit.agency)?.kind ??
    "other"
  );
}

const SERVICES = ["fire", "police", "city", "health", "coast_guard", "utility"];

/** The tabs of the board: mine, everybody's, and each service that has units here. */
export function servicesOf(board, reference) {
  const present = new Set();
  for (const unit of board.units.values()) present.add(serviceOf(unit, reference));
  const rest = [...present].filter((service) => !SERVICES.includes(service)).sort();
  return ["mine", "all", ...SERVICES.filter((service) => present.has(service)), ...rest];
}

/** The units of one view `{ service, sort, text, free }`, sorted. */
export function unitsIn(board, view, { agency, reference }) {
  const wanted = fold(view.text).trim();
  const found = [];
  for (const unit of board.units.values())
    if (isInTab(unit, view, agency, reference) && answers(unit, wanted, board, reference))
      found.push(unit);
  return found.sort(worstFirst(ORDER[view.sort] ?? ORDER.status));
}

function isInTab(unit, { service, free }, agency, reference) {
  if (free && !isFree(unit)) return false;
  if (service === "all") return true;
  return service === "mine" ? unit.agency === agency : serviceOf(unit, reference) === service;
}

function answers(unit, wanted, board, reference) {
  return !wanted || wanted.split(/\s+/).every((word) => hasWord(unit, word, board, reference));
}

function hasWord(unit, word, board, reference) {
  const text = unitText(unit, board, reference);
  return text.includes(word) || (isInitials(word) && initialsOf(text).includes(word));
}

/** Everything of a unit that a dispatcher may type to find it, in both languages. */
function unitText(unit, board, reference) {
  const kind = reference.kindByCode.get(unit.kind);
  const agency = reference.agencyById.get(unit.agency);
  const station = reference.stationById.get(unit.station);
  const status = reference.unitStatusByCode.get(unit.status);
  const incidents = assignmentsOfUnit(board, unit.id).map(
    ({ incident }) => board.incidents.get(incident)?.number ?? "",
  );
  const rows = [kind, station, status].flatMap((row) => [nameOf(row, "ko"), nameOf(row, "en")]);
  const agencies = [shortOf(agency, "ko"), shortOf(agency, "en")];
  return fold([unit.call_sign, ...rows, ...agencies, ...incidents].join(" "));
}

/** Units by call sign, for a field that adds one more: those that begin with it first, free ones first. */
export function findUnits(board, text, { reference, agency, most = 8 }) {
  const view = { service: "mine", sort: "status", text, free: false };
  const wanted = fold(text).trim();
  const begins = (unit) => Number(fold(unit.call_sign).startsWith(wanted));
  const found = unitsIn(board, view, { agency, reference });
  return found.sort((a, b) => begins(b) - begins(a)).slice(0, most);
}
