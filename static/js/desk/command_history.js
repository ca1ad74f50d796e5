/** The lines that a person typed at this desk, kept in this browser. */

const MOST = 100;

export function pastLines({ storage }) {
  const text = storage.get("commands");
  return text ? JSON.parse(text) : [];
}

/** The newest last; the same line twice is kept once. */
export function keepLine({ storage }, line) {
  const others = pastLines({ storage }).filter((one) => one !== line);
  storage.set("commands", JSON.stringify([...others, line].slice(-MOST)));
}
