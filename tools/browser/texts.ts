import type { Page } from 'playwright-core';

/**
 * What can still be read in the pseudo-language, and so is in no catalogue: all that is written on the page or said of
 * its parts, but for what users wrote, which stands apart, and for these values.
 */
export async function rawTextsOn(page: Page, values: readonly string[], texts_min = 50): Promise<string[]> {
  const texts = await page.evaluate(readAll);
  if (texts.length < texts_min) throw new Error('Next to nothing is written on the page');
  const longestFirst = values.toSorted((one, other) => other.length - one.length);
  const left = (text: string) => longestFirst.reduce((rest, value) => rest.replaceAll(value, ''), text);
  return texts.filter((text) => /[A-Za-z]{2}/.test(left(text)));
}

function readAll(): string[] {
  const apart = 'bdi,code,pre,kbd,textarea,script,noscript,[lang]:not(html)';
  const names = ['aria-label', 'placeholder', 'title', 'data-tip'];
  const found = [...document.querySelectorAll('[aria-label],[placeholder],[title],[data-tip]')].flatMap(
    (element) => names.map((name) => element.getAttribute(name) ?? ''),
  );
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest(apart)) found.push(node.textContent ?? '');
  return found;
}
