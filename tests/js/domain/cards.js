/** Rows for tests: a small city and cards in it. Times count from NOON in seconds. */

import { indexed } from "../../../static/js/domain/reference.js";

export const NOON = Date.parse("2026-11-22T03:00:00Z");
export const FIRE = 1;
export const POLICE = 2;
export const CITY = 3;

export const at = (seconds) => new Date(NOON + seconds * 1000).toISOString();

export const reference = indexed({
  me: { user: 7, name: "Dani", agency: FIRE, role: "dispatcher" },
  city: { name_ko: "항구시", name_en: "Port City", timezone: "Asia/Seoul", centre: [126.7, 37.4] },
  agencies: [
    {
      id: FIRE,
      kind: "fire",
      name_ko: "소방본부",
      name_en: "Fire HQ",
      short_ko: "소방",
      short_en: "Fire",
    },
    {
      id: POLICE,
      kind: "police",
      name_ko: "경찰청",
      name_en: "Police",
      short_ko: "경찰",
      short_en: "Police",
    },
    {
      id: CITY,
      kind: "city",
      name_ko: "상황실",
      name_en: "City room",
      short_ko: "시",
      short_en: "City",
    },
  ],
  incident_types: [
    { code: "FIRE.STRUCT", name_ko: "건물화재", name_en: "structure fire", priority: 0 },
    { code: "FIRE.VEHICLE", name_ko: "차량화재", name_en: "vehicle fire", priority: 1 },
    { code: "EMS.ARREST", name_ko: "심정지", name_en: "cardiac arrest", priority: 0 },
    { code: "TRAFFIC.ACC", name_ko: "교통사고", name_en: "traffic accident", priority: 2 },
  ],
  priorities: [0, 1, 2, 3, 4].map((level) => ({
    level,
    pending_seconds: [60, 60, 300, 900, 1800][level],
  })),
  dispositions: [{ code: "RESOLVED", name_ko: "해결", name_en: "resolved" }],
});

export function track(agency, values = {}) {
  return {
    id: agency * 100,
    agency,
    role: "lead",
    state: "waiting",
    version: 1,
    asked_at: at(0),
    asked_by: null,
    answer_due_at: null,
    overdue: false,
    acknowledged_at: null,
    acknowledged_by: null,
    started_at: null,
    finished_at: null,
    reason: "",
    ...values,
  };
}

export function card(id, values = {}) {
  return {
    id,
    number: `20261122-${String(id).padStart(4, "0")}`,
    type: "FIRE.STRUCT",
    priority: 0,
    severity: null,
    status: "reported",
    exercise: false,
    version: 1,
    place: {
      lon: 126.7,
      lat: 37.4,
      address: "Mill Bridge 3",
      cross_street: "",
      verified: true,
      district: null,
    },
    narrative: "smoke",
    filed_at: at(0),
    filed_by: FIRE,
    filed_by_name: "Dani",
    updated_at: at(0),
    held_until: null,
    hold_reason: "",
    merged_into: null,
    reports: 1,
    disposition: null,
    closed_at: null,
    tracks: [track(FIRE), track(POLICE, { role: "support" })],
    ...values,
  };
}

export function entry(seq, kind, id, data, by = { user: 9, agency: POLICE, name: "Mina" }) {
  return { seq, at: at(seq), kind, by, subject: { type: "incident", id }, data };
}

export function unit(id, values = {}) {
  return {
    id,
    agency: FIRE,
    station: null,
    kind: "engine",
    call_sign: `Engine ${id}`,
    capabilities: { engine: 1 },
    crew_size: 4,
    crew_minimum: 3,
    radio: "",
    phone: "",
    duty: "available_station",
    status: "available_station",
    since: at(0),
    reason: "",
    incidents: 0,
    emergency: false,
    shared: true,
    simulated: false,
    active: true,
    version: 1,
    ...values,
  };
}

export function assignment(id, incident, values = {}) {
  return {
    id,
    incident,
    unit: id * 10,
    call_sign: `Engine ${id * 10}`,
    kind: "engine",
    agency: FIRE,
    status: "alerted",
    since: at(0),
    primary: false,
    alarm_level: 1,
    assigned_at: at(id),
    assigned_by: "Dani",
    destination: "",
    cleared_at: null,
    clear_reason: "",
    safety_due_at: null,
    safety_missed: false,
    version: 1,
    ...values,
  };
}

export function mayday(id, values = {}) {
  return {
    id,
    unit: 10,
    call_sign: "Engine 10",
    agency: FIRE,
    incident: 5,
    lon: null,
    lat: null,
    raised_at: at(0),
    raised_by: "crew",
    acknowledged_at: null,
    acknowledged_by: "",
    ended_at: null,
    ended_by: "",
    end_reason: "",
    ...values,
  };
}

/** A run as the desk gets it (escalation/cards.py); due a minute after noon. */
export function run(id, incident, values = {}) {
  return {
    id,
    incident,
    rule: 3,
    rule_version: 1,
    name_ko: "긴급 미접수",
    name_en: "Urgent, not acknowledged",
    condition: "not_acknowledged_by_agency",
    subject: "",
    agency: FIRE,
    state: "active",
    generation: 1,
    due_at: at(60),
    fires_at: at(60),
    loop: 0,
    step: 0,
    steps: 4,
    done: 0,
    next: {
      act: "notify",
      who: ["Kim"],
      targets: [{ kind: "duty_officer", role: "", agency: null, agency_kind: "", whose: "own" }],
      agency: null,
      agency_kind: "",
      priority: null,
    },
    ended_at: null,
    ended_by: "",
    fault: "",
    ...values,
  };
}

const mapOf = (rows) => new Map(rows.map((row) => [row.id, row]));

export function boardOf(...cards) {
  return boardWith({ incidents: cards });
}

export function boardWith({
  incidents = [],
  units = [],
  assignments = [],
  maydays = [],
  alarms = [],
  escalations = [],
  summaries = [],
  emergencies = [],
}) {
  return {
    seq: 0,
    incidents: mapOf(incidents),
    summaries: mapOf(summaries),
    emergencies: mapOf(emergencies),
    units: mapOf(units),
    assignments: mapOf(assignments),
    maydays: mapOf(maydays),
    alarms: mapOf(alarms),
    escalations: mapOf(escalations),
    loaded: true,
    behind: false,
  };
}
