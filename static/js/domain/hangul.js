/** Finding Korean by what people type: syllables, initial consonants, or Latin keys by mistake. */

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const FIRST = 0xac00;
const LAST = 0xd7a3;
const PER_INITIAL = 588;

/** Lower case, composed, without the differences that do not matter for finding. */
export function fold(text) {
  return text.normalize("NFC").toLowerCase();
}

/** "건물화재" → "ㄱㅁㅎㅈ"; anything else stays as it is. */
export function initialsOf(text) {
  return [...text].map(initialOf).join("");
}

function initialOf(letter) {
  const code = letter.codePointAt(0);
  if (code < FIRST || code > LAST) return letter;
  return INITIALS[Math.floor((code - FIRST) / PER_INITIAL)];
}

/** Does the text consist of bare consonants, as typed for a search by initials? */
export function isInitials(text) {
  return text.length > 0 && [...text].every((letter) => letter >= "ㄱ" && letter <= "ㅎ");
}
