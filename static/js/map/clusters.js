/** Incidents that would lie on each other become one group. Pure: points in, groups out. */

/**
 * `points` are {id, x, y, priority} in pixels of one zoom. The worst and oldest becomes the middle
 * of a group and takes all free points within `radius`; those in `alone` (a Set of ids) stay alone.
 * The answer does not depend on what part of the map is seen, so nothing jumps while moving.
 */
export function grouped(points, { radius, alone = new Set() }) {
  const order = [...points].sort((a, b) => a.priority - b.priority || a.id - b.id);
  const cells = inCells(order, radius);
  const taken = new Set();
  const groups = [];
  for (const point of order) {
    if (taken.has(point.id)) continue;
    const members = alone.has(point.id)
      ? [point]
      : near(point, cells, radius, (other) => free(other, taken, alone));
    for (const member of members) taken.add(member.id);
    groups.push({ key: keyOf(members), x: point.x, y: point.y, members });
  }
  return groups;
}

/** Pixels within which incidents join: a few only when they hide each other, many sooner. */
export function radiusFor(count) {
  if (count <= 60) return 14;
  return count <= 300 ? 26 : 44;
}

function free(point, taken, alone) {
  return !taken.has(point.id) && !alone.has(point.id);
}

function keyOf(members) {
  return members.length === 1
    ? `one ${members[0].id}`
    : `many ${members.map((one) => one.id).join(" ")}`;
}

function cellOf(value, radius) {
  return Math.floor(value / radius);
}

function inCells(points, radius) {
  const cells = new Map();
  for (const point of points) {
    const key = `${cellOf(point.x, radius)} ${cellOf(point.y, radius)}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(point);
  }
  return cells;
}

function near(point, cells, radius, wanted) {
  const found = [];
  const column = cellOf(point.x, radius);
  const row = cellOf(point.y, radius);
  for (let x = column - 1; x <= column + 1; x += 1) {
    for (let y = row - 1; y <= row + 1; y += 1) {
      for (const other of cells.get(`${x} ${y}`) ?? []) {
        if (wanted(other) && Math.hypot(other.x - point.x, other.y - point.y) <= radius)
          found.push(other);
      }
    }
  }
  return found;
}
