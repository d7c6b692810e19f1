/*
 * What is measured of a screen, within the page: each answers a line for every element that is not as it should be.
 * They run in the browser, so each stands for itself.
 */

/** Buttons, links and fields that are smaller than 24 px, by where a press counts and not by how they look. */
export function smallTargets(): string[] {
  const LEAST = 24;
  const REACH = LEAST / 2 - 0.5;
  // The page behind a window waits.
  const front = [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document;
  const all = front.querySelectorAll<HTMLElement>(
    'button,a[href],input,select,textarea,summary,[role=option],[role^=menuitem],[role=switch],[tabindex="0"]',
  );
  const isSmall = (element: HTMLElement) => {
    const { width, height } = element.getBoundingClientRect();
    const { display, clipPath } = getComputedStyle(element);
    const isSeen = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
    // A link within a sentence is as high as its line; what is for screen readers alone nobody presses.
    const isInText = display === 'inline' && element.closest('p,li,dd,td') !== null;
    return isSeen && !isInText && clipPath === 'none' && (width < LEAST || height < LEAST);
  };
  const counts = (element: HTMLElement) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const hits = [
      [REACH, 0],
      [-REACH, 0],
      [0, REACH],
      [0, -REACH],
    ].map(([dx = 0, dy = 0]) => document.elementFromPoint(left + width / 2 + dx, top + height / 2 + dy));
    return hits.every(
      (hit) => hit && (element.contains(hit) || hit.closest('label')?.htmlFor === element.id),
    );
  };
  return [...all].filter(isSmall).flatMap((element) => {
    if (counts(element)) return [];
    const { width, height } = element.getBoundingClientRect();
    return [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`];
  });
}

/** What makes the page scroll sideways, and controls that are cut off or cannot be scrolled to. */
export function cutOff(): string[] {
  const AXES = {
    x: { from: 'left', to: 'right', overflow: 'overflowX', most: innerWidth, least: 23 },
    y: { from: 'top', to: 'bottom', overflow: 'overflowY', most: innerHeight, least: 15 },
  } as const;
  const rootsOf = (element: Element): Element[] =>
    element.parentElement ? [element.parentElement, ...rootsOf(element.parentElement)] : [];
  /** How much of an element can be seen, at once or after scrolling. */
  const seenOf = (element: Element, { from, to, overflow, most }: (typeof AXES)['x' | 'y']) => {
    const box = element.getBoundingClientRect();
    let [least, greatest]: [number, number] = [box[from], box[to]];
    for (const root of rootsOf(element)) {
      const style = getComputedStyle(root);
      const around = root.getBoundingClientRect();
      // What scrolls shows all of it, sooner or later.
      if (/auto|scroll/.test(style[overflow])) [least, greatest] = [around[from], around[to]];
      if (/hidden|clip/.test(style[overflow]))
        [least, greatest] = [Math.max(least, around[from]), Math.min(greatest, around[to])];
      if (style.position === 'fixed') break;
    }
    return Math.min(greatest, most) - Math.max(least, 0);
  };
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  const all = [...document.querySelectorAll('button,a[href],input,select,textarea,h1,h2,h3,label')];
  const cut = all.filter(isShown).flatMap((element) => {
    const box = element.getBoundingClientRect();
    const seen = { x: seenOf(element, AXES.x), y: seenOf(element, AXES.y) };
    const isWhole =
      seen.x >= Math.min(box.width - 1, AXES.x.least) && seen.y >= Math.min(box.height - 1, AXES.y.least);
    return isWhole ? [] : [`${seen.x} × ${seen.y} is seen of ${element.outerHTML.slice(0, 120)}`];
  });
  // Some parts scroll sideways on purpose, such as rows of tabs and tables.
  const sideways = [...document.querySelectorAll('html,body *')].flatMap((element) => {
    const isMeant =
      element.matches('.overflow-x-auto,pre,textarea,input') ||
      getComputedStyle(element).overflowY === 'visible';
    const isRoot = element === document.documentElement;
    const isWider = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
    const canScroll = /auto|scroll/.test(getComputedStyle(element).overflowX);
    return isWider && (isRoot || (canScroll && !isMeant))
      ? [`scrolls sideways: ${element.outerHTML.slice(0, 120)}`]
      : [];
  });
  return [...sideways, ...cut];
}

/** Controls that look the same with the focus as without; fields have their caret. */
export function withoutFocusMark(): string[] {
  const all = document.querySelectorAll<HTMLElement>('button,a[href],select,summary,[tabindex="0"]');
  const before = document.activeElement;
  const looksOf = (element: HTMLElement) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
    const outline = outlineStyle === 'none' ? '' : outlineWidth;
    return [outline, boxShadow, borderColor, backgroundColor].join(' ');
  };
  const found: string[] = [];
  for (const element of all) {
    if (
      !element.checkVisibility({ visibilityProperty: true }) ||
      element.matches(':disabled,[inert] *,[tabindex="-1"]')
    )
      continue;
    if (element === before) continue;
    const plain = looksOf(element);
    element.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== element) continue;
    if (looksOf(element) === plain) found.push(element.outerHTML.slice(0, 120));
    element.blur();
  }
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return found;
}

/**
 * Elements that do not stand where they stood, seen in a mirror, when the page is read in the other direction; but for
 * what has a direction of its own, and layers that were placed when they opened.
 */
export function unmirrored(): string[] {
  const root = document.documentElement;
  const apart =
    '[dir]:not(html),bdi,code,pre,kbd,svg,iframe,[data-radix-popper-content-wrapper],[data-tip-box]';
  const all = [...document.querySelectorAll<HTMLElement>('body *')].filter(
    (element) => !element.closest(apart) && !getComputedStyle(element).display.startsWith('inline'),
  );
  const placesIn = (dir: string) => {
    root.dir = dir;
    return all.map((element) => element.getBoundingClientRect());
  };
  const was = root.dir;
  const ltr = placesIn('ltr');
  const rtl = placesIn('rtl');
  root.dir = was;
  const width = root.clientWidth;
  return all.flatMap((element, index) => {
    const [one, other] = [ltr[index], rtl[index]];
    if (!one || !other || one.width <= 1 || Math.abs(width - one.right - other.left) <= 2) return [];
    return [`${Math.round(one.left)} and ${Math.round(other.left)}: ${element.outerHTML.slice(0, 120)}`];
  });
}

/**
 * Buttons of commands that have a shortcut and do not show it in their tip or beside their name, or do not say it to
 * screen readers. `shortcuts` has the presses by the name of the command.
 */
export function unsaidShortcuts(shortcuts: Readonly<Record<string, readonly string[]>>): string[] {
  const nameOf = (element: HTMLElement) => {
    const texts = [...element.childNodes].filter(({ nodeName }) => nodeName !== 'KBD');
    const text = texts.map(({ textContent }) => textContent).join('');
    return element.getAttribute('aria-label') ?? element.dataset.tip ?? text.trim();
  };
  // Links of other pages are called as some commands are.
  const isCommand = (element: HTMLElement) =>
    !element.matches('a') || element.closest('nav')?.querySelector('[data-focus]') != null;
  const isLooked = (element: HTMLElement) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[cmdk-root],[role=dialog]');
  const faultOf = (element: HTMLElement) => {
    const isSaid = element.hasAttribute('aria-keyshortcuts');
    const isShown = element.dataset.tipKeys !== undefined || element.querySelector('kbd') !== null;
    const wanted = isCommand(element) ? shortcuts[nameOf(element)] : undefined;
    if (wanted && !(isShown && isSaid)) return [`${nameOf(element)} (${wanted.join(', ')}) is not told of`];
    return isShown === isSaid ? [] : [`half of it: ${element.outerHTML.slice(0, 160)}`];
  };
  const all = document.querySelectorAll<HTMLElement>('button:not([role=combobox]),a[href],[role=menuitem]');
  return [...all].filter(isLooked).flatMap(faultOf);
}
