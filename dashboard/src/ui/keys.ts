import { createKeybindingsHandler } from 'tinykeys';

/*
 * Presses of keys as text: modifiers and a key joined by `+`, presses of a sequence by a space. `$mod` is ⌘ on a Mac
 * and Ctrl elsewhere. The key is a letter, a digit, a sign, or a name such as `Escape`.
 */

const MODIFIERS = ['$mod', 'Control', 'Alt', 'Shift', 'Meta'];

/** The modifiers and the key of one press. */
function partsOf(press: string): { modifiers: string[]; key: string } {
  const parts = press.split(/(?<=\w)\+/);
  const key = parts.pop() ?? '';
  return { modifiers: parts.filter((part) => MODIFIERS.includes(part)), key };
}

/** Whether it is pressed without Ctrl, Alt or ⌘, and so could be part of a text. */
export const isTyped = (keys: string): boolean =>
  keys.split(' ').some((press) => partsOf(press).modifiers.every((modifier) => modifier === 'Shift'));

/** Whether it is one single key, which some people press without meaning to. */
export const isSingleKey = (keys: string): boolean => !keys.includes(' ') && isTyped(keys);

const pressesOf = (keys: string): number => keys.split(' ').length;

const SIGN = /^[^\p{L}\p{N}\s]$/u;

/** As tinykeys reads it. A sign may need Shift on one keyboard and none on another. */
const bindingOf = (keys: string): string =>
  keys
    .split(' ')
    .map((press) => {
      const { modifiers, key } = partsOf(press);
      const escaped = SIGN.test(key) ? `(\\${key})` : key;
      const optional = SIGN.test(key) ? ['[Shift]'] : [];
      return [...modifiers, ...optional, escaped].join('+');
    })
    .join(' ');

const LATIN = /^[\x20-\x7e]$/;

/**
 * The key that was meant: as the layout has it, but where that is no Latin letter – in other scripts, or because Alt
 * writes signs on a Mac – the letter that Latin keyboards have in that place.
 */
export function meantKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (key.length !== 1 || LATIN.test(key)) return key;
  const [, place] = /^(?:Key|Digit)(\w)$/.exec(code) ?? [];
  return place?.toLowerCase() ?? key;
}

const FIELDS =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select,[contenteditable=""],[contenteditable=true]';

/** Whether what is pressed goes into a text. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELDS) !== null;

/** Whether the key would choose or press something by itself where the focus is. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role=menu],[role=listbox],[role=dialog],[role=alertdialog]') !== null;

/** Calls `run` for the keys pressed, of those in the list, unless they belong to a text that is being written. */
export function listenToKeys(
  bindings: readonly string[],
  run: (keys: string) => void,
): (event: KeyboardEvent) => void {
  let original: KeyboardEvent | undefined;
  // Of two that a key ends, tinykeys takes the first: a sequence is meant by whoever began it.
  const inOrder = bindings.toSorted((one, other) => pressesOf(other) - pressesOf(one));
  const handlers = inOrder.map((keys): [string, () => void] => [
    bindingOf(keys),
    () => {
      // Other sequences with the same beginning would still wait for their end.
      handle = begin();
      if (isTyped(keys) && (isWriting(original?.target ?? null) || isTaken(original?.target ?? null))) return;
      original?.preventDefault();
      run(keys);
    },
  ]);
  const begin = () => createKeybindingsHandler(Object.fromEntries(handlers), { ignore: () => false });
  let handle = begin();
  return (event) => {
    if (event.repeat || event.isComposing || event.defaultPrevented || event.key === 'Process') return;
    // In a field no sequence begins, or its second key would be lost outside of it.
    if (isWriting(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) return;
    original = event;
    handle(translated(event));
    original = undefined;
  };
}

function translated(event: KeyboardEvent): KeyboardEvent {
  const { shiftKey, ctrlKey, altKey, metaKey, code } = event;
  return new KeyboardEvent('keydown', { key: meantKey(event), code, shiftKey, ctrlKey, altKey, metaKey });
}

/** The press of an event as text; nothing for a modifier alone. */
export function pressOf(event: KeyboardEvent, isMac: boolean): string | undefined {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead'].includes(event.key)) return undefined;
  const key = meantKey(event);
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  const modifiers = [
    isMod && '$mod',
    isMac && event.ctrlKey && 'Control',
    !isMac && event.metaKey && 'Meta',
    event.altKey && 'Alt',
    event.shiftKey && !SIGN.test(key) && 'Shift',
  ].filter((modifier) => modifier !== false);
  return [...modifiers, key.length === 1 ? key.toLowerCase() : key].join('+');
}

const ON_MAC: Readonly<Record<string, string>> = { $mod: '⌘', Meta: '⌘', Alt: '⌥', Shift: '⇧', Control: '⌃' };
const ELSEWHERE: Readonly<Record<string, string>> = { $mod: 'Ctrl', Control: 'Ctrl' };
const KEYS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** The caps to draw for each press, such as `[['Ctrl', 'K']]`. */
export function capsOf(keys: string, isMac: boolean): string[][] {
  const names = isMac ? ON_MAC : ELSEWHERE;
  return keys.split(' ').map((press) => {
    const { modifiers, key } = partsOf(press);
    const cap = KEYS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
    return [...modifiers.map((modifier) => names[modifier] ?? modifier), cap];
  });
}

/** As `aria-keyshortcuts` has it; sequences have no form there. */
export function ariaKeys(keys: readonly string[], isMac: boolean): string | undefined {
  const mod = isMac ? 'Meta' : 'Control';
  const single = keys.filter((each) => !each.includes(' '));
  return single.length > 0 ? single.map((each) => each.replace('$mod', mod)).join(' ') : undefined;
}

/** Whether this is a Mac, whose keys have other names. */
export const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);
