/** A stale write, looked at closely: did somebody really change the same thing, or only something beside it? */

const CONCERNS = {
  priority: ["priority"],
  type: ["type"],
  place: ["place"],
  close: ["status", "tracks"],
  merge: ["status", "merged_into"],
};

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What `act` cares about and is no longer as it was seen: `[{ field, seen, now }]`. */
export function differences(act, seen, now) {
  const changed = (CONCERNS[act] ?? []).filter(
    (field) => !same(essence(seen, field), essence(now, field)),
  );
  return changed.map((field) => ({ field, seen: seen[field], now: now[field] }));
}

/** Of a track only who and in which state; an overdue mark or a version is no reason to ask again. */
function essence(card, field) {
  if (field === "tracks") return card.tracks.map(({ agency, state }) => [agency, state]);
  return card[field] ?? null;
}
