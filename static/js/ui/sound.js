/** Short tones, made by the browser. The more urgent the priority, the more and the higher the tones. */

const TONES = {
  p0: [
    [880, 0],
    [1175, 0.13],
    [880, 0.26],
    [1175, 0.39],
    [880, 0.52],
    [1175, 0.65],
  ],
  p1: [
    [784, 0],
    [988, 0.16],
    [784, 0.32],
  ],
  p2: [
    [659, 0],
    [784, 0.18],
  ],
  p3: [[523, 0]],
  p4: [[440, 0]],
  mayday: [
    [1320, 0],
    [990, 0.14],
    [1320, 0.28],
    [990, 0.42],
    [1320, 0.56],
    [990, 0.7],
    [1320, 0.84],
    [990, 0.98],
  ],
  // Somebody is asked, by name.
  page: [
    [659, 0],
    [880, 0.14],
    [1319, 0.28],
    [880, 0.5],
    [1319, 0.64],
  ],
  // A command was done; a command was refused.
  done: [[740, 0]],
  refused: [
    [294, 0],
    [233, 0.14],
  ],
  attention: [
    [587, 0],
    [440, 0.2],
  ],
};
const LENGTH = 0.12;
const VOLUME = 0.18;
let context = null;

/** Browsers allow sound only after a gesture. Calls `ready` once that has happened. */
export function unlockOnGesture(root, ready) {
  const unlock = async () => {
    context ??= new AudioContext();
    await context.resume();
    root.removeEventListener("pointerdown", unlock);
    root.removeEventListener("keydown", unlock);
    ready();
  };
  root.addEventListener("pointerdown", unlock);
  root.addEventListener("keydown", unlock);
}

export function play(name) {
  if (context?.state !== "running") return;
  for (const [pitch, delay] of TONES[name] ?? []) tone(pitch, context.currentTime + delay);
}

function tone(pitch, start) {
  const source = context.createOscillator();
  const level = context.createGain();
  source.type = "triangle";
  source.frequency.value = pitch;
  level.gain.setValueAtTime(0, start);
  level.gain.linearRampToValueAtTime(VOLUME, start + 0.015);
  level.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
  source.connect(level).connect(context.destination);
  source.start(start);
  source.stop(start + LENGTH + 0.02);
}
