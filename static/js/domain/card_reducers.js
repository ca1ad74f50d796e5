/** What each kind of log entry does to an incident card: `(card | undefined, data) → card | undefined`. */

/** Entries that bring a whole card create it; every other kind needs the card to be here. */
const whole = (_card, data) => data.card;
const change = (edit) => (card, data) => (card ? { ...card, ...edit(card, data) } : undefined);
const unchanged = change(() => ({}));

/** A note within one's own agency is no news of the incident, so its last change stays. */
const noted = (card, data) => (data.note?.audience === "own" ? card : unchanged(card, data));

function withTrack(card, data) {
  const known = card.tracks.some((track) => track.id === data.track.id);
  const tracks = known
    ? card.tracks.map((track) => (track.id === data.track.id ? data.track : track))
    : [...card.tracks, data.track];
  return { tracks, status: data.status ?? card.status, version: data.version ?? card.version };
}

function withReport(card, data) {
  const narrative = data.narrative ?? card.narrative;
  return {
    narrative,
    reports: data.reports ?? card.reports,
    version: data.version ?? card.version,
  };
}

const versioned = (...names) =>
  change((card, data) => {
    const edit = { version: data.version ?? card.version };
    for (const name of names) edit[name] = data[name] ?? card[name];
    return edit;
  });

const track = change(withTrack);

export const cardReducers = {
  "incident.filed": whole,
  "incident.shared": whole,
  "incident.reopened": whole,
  "incident.unmerged": whole,
  "report.attached": change(withReport),
  "report.amended": change(withReport),
  "track.added": track,
  "track.acknowledged": track,
  "track.started": track,
  "track.finished": track,
  "track.declined": track,
  "track.reassigned": track,
  "track.overdue": track,
  "incident.placed": versioned("place"),
  "incident.retyped": versioned("type", "exercise"),
  "incident.reprioritised": versioned("priority"),
  "incident.reclassified": change((card, data) => ({
    severity: data.severity,
    version: data.version ?? card.version,
  })),
  "incident.held": versioned("held_until", "hold_reason"),
  "incident.released": change((card, data) => ({
    held_until: null,
    hold_reason: "",
    version: data.version ?? card.version,
  })),
  "note.added": noted,
  "note.read": (card) => card,
  "emergency.opened": (card) => card,
  "emergency.ended": (card) => card,
  "link.added": unchanged,
  "link.ended": unchanged,
  "time.recorded": unchanged,
  // What units do stands in rows of their own (unit_reducers.js); the incident has news all the same.
  /** Whoever only learns of the level hears no news of the incident. */
  "incident.alarm_raised": (card, data) => (data.level === data.was ? card : unchanged(card, data)),
  "assignment.made": unchanged,
  "assignment.moved": unchanged,
  "assignment.cleared": unchanged,
  "assignment.undone": unchanged,
  "assignment.primary": unchanged,
  "assignment.checked": unchanged,
  "assignment.overdue": unchanged,
  "assignment.timed": unchanged,
  "incident.merged": change((card, data) => ({
    status: "merged",
    merged_into: data.into,
    version: data.version ?? card.version,
  })),
  "incident.absorbed": versioned("reports"),
  "incident.yielded": versioned("reports"),
  "incident.closed": change((card, data) => ({
    status: "closed",
    disposition: data.disposition,
    closed_at: data.closed_at,
    version: data.version ?? card.version,
  })),
};
