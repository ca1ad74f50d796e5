/** The words of the interface. Django's JavaScriptCatalog gives them; without it English stays. */

const page = globalThis;

export function gettext(text) {
  return page.django?.gettext ? page.django.gettext(text) : text;
}

/** For a word that means several things; `context` tells the translator which. */
export function pgettext(context, text) {
  return page.django?.pgettext ? page.django.pgettext(context, text) : text;
}

export function ngettext(one, many, count) {
  if (page.django?.ngettext) return page.django.ngettext(one, many, count);
  return count === 1 ? one : many;
}

/** `fill("%(n)s calls", { n: 3 })`: named places only, so that translators may move them. */
export function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) =>
    name in values ? String(values[name]) : whole,
  );
}

/** The page's language: "ko" or "en". */
export function language() {
  return page.document?.documentElement.lang === "en" ? "en" : "ko";
}

/** The name of a row that carries both languages (`name_ko`, `name_en`), "" when there is no row. */
export function nameOf(row, lang = language()) {
  if (!row) return "";
  return (lang === "en" ? row.name_en || row.name_ko : row.name_ko || row.name_en) || "";
}

/** The short name of an agency, for chips and dense rows. */
export function shortOf(agency, lang = language()) {
  if (!agency) return "";
  const short = lang === "en" ? agency.short_en : agency.short_ko;
  return short || nameOf(agency, lang);
}
