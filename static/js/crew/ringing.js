/** Sound and shaking, where the phone allows them; the screen says everything as well. */

export { play, unlockOnGesture } from "../ui/sound.js";

const ORDER = [200, 100, 200, 100, 400];

export function shake(pattern = ORDER) {
  globalThis.navigator.vibrate?.(pattern);
}
