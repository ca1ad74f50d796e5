/** Which entries of the city log are news for this phone. Pure. */

/** True when the unit, its assignments or an incident that it is on may look different now. */
export function concerns(picture, { kind, subject, data }) {
  const unit = picture.unit?.id;
  if (unit == null) return false;
  if (subject.type === "unit") return subject.id === unit;
  if (data?.assignment?.unit === unit || data?.unit === unit) return true;
  if (kind === "assignments.shared") return false;
  return picture.incidents.some(({ card }) => card.id === subject.id);
}
