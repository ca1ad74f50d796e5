/** One timeline per incident, merged from log entries: in order, each number once. */

/** Add entries (from a fetch or live) to those known; the result is ordered by seq. */
export function mergeEntries(known, added) {
  const bySeq = new Map(known.map((entry) => [entry.seq, entry]));
  for (const entry of added) bySeq.set(entry.seq, entry);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

const TOGETHER_MS = 3000;

/** Units that were moved together are told of in one line: the first entry, with `units`, everybody's. */
export function gathered(entries) {
  const lines = [];
  const open = new Map();
  for (const entry of entries) {
    const key = togetherKey(entry);
    const known = key && open.get(key);
    if (known && Date.parse(entry.at) - Date.parse(known.at) <= TOGETHER_MS) {
      known.units.push(entry.data.assignment);
      continue;
    }
    const line = key ? { ...entry, units: [entry.data.assignment] } : entry;
    if (key) open.set(key, line);
    lines.push(line);
  }
  return lines;
}

const GATHERED = new Set(["assignment.made", "assignment.moved", "assignment.cleared"]);

function togetherKey({ kind, by, data }) {
  if (!GATHERED.has(kind)) return "";
  const { status, clear_reason: reason, destination } = data.assignment;
  const rest = [data.was, data.then, data.reason, data.also, data.moved_from];
  return JSON.stringify([kind, by, status, reason, destination, ...rest]);
}

const JOINS = new Set([
  "incident.merged",
  "incident.absorbed",
  "incident.unmerged",
  "incident.yielded",
]);

/** The incidents whose stories these entries joined or parted. */
export function rejoined(entries) {
  return entries
    .filter(({ kind }) => JOINS.has(kind))
    .flatMap(({ subject, data }) => [subject.id, data.into, data.duplicate])
    .filter((id) => id != null);
}

/** The links that stand (added and not ended). */
export function linksOf(entries) {
  const ended = new Set(
    entries.filter((entry) => entry.kind === "link.ended").map((entry) => entry.data.link.id),
  );
  return entries
    .filter((entry) => entry.kind === "link.added" && !ended.has(entry.data.link.id))
    .map((entry) => entry.data.link);
}

/** Those that can be taken back; the link of a merge goes by unmerging. */
export function removableLinks(entries) {
  return linksOf(entries).filter(({ kind }) => kind !== "duplicate_of");
}

const isOf = (agency) => (row) => row?.agency === agency;

/** Narrow a timeline to one agency's acts, or to all (null). */
export function byAgency(entries, agency) {
  if (agency == null) return entries;
  return entries.filter(({ by, data }) =>
    [by, data.track, data.assignment, data.mayday, data.run].some(isOf(agency)),
  );
}

const TONES = {
  "track.overdue": "bad",
  "track.declined": "bad",
  "track.acknowledged": "good",
  "track.started": "good",
  "track.finished": "good",
  "incident.filed": "strong",
  "incident.closed": "strong",
  "incident.reopened": "strong",
  "assignment.made": "good",
  "assignment.overdue": "bad",
  "incident.alarm_raised": "strong",
  "mayday.raised": "bad",
  "escalation.stepped": "strong",
  "escalation.blocked": "bad",
  "mayday.ended": "good",
  "note.added": "said",
  "report.attached": "said",
};

/** How loud a line is drawn: bad, good, strong, said or plain. */
export function toneOf(entry) {
  return TONES[entry.kind] ?? "plain";
}

/** The reports as the log tells them (without callers), each in its latest words, oldest first. */
export function reportsOf(entries) {
  const byId = new Map();
  for (const { data } of entries) if (data.report) byId.set(data.report.id, data.report);
  return [...byId.values()].sort((a, b) => Date.parse(a.received_at) - Date.parse(b.received_at));
}
