// A check that is under way: look again until it has come to its end.
const AGAIN_MS = 2000;

setTimeout(() => location.reload(), AGAIN_MS);
