/** A sentence with places in it, cut where the fields stand, in whatever order a language wants. */

/** `cut("after %(wait)s tell %(who)s")` → `["after ", {name: "wait"}, " tell ", {name: "who"}]`. */
export function cut(template) {
  const pieces = template.split(/%\((\w+)\)s/);
  return pieces
    .map((piece, index) => (index % 2 ? { name: piece } : piece))
    .filter((piece) => piece !== "");
}
