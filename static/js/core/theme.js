/** "dark" or "light" as shown now, also when the machine decides. */
export function shownTheme() {
  const { theme } = document.documentElement.dataset;
  if (theme !== "system") return theme;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}
