const adopted = new Set<string>();

/** Adds the look of a part that was loaded later; the page's policy allows no other way. */
export function adopt(css: string) {
  if (adopted.has(css)) return;
  adopted.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
