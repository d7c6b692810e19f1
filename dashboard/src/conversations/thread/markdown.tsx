import { createElement, Fragment, memo, type ReactElement, type ReactNode } from 'react';

/*
 * The part of Markdown that messages are written in. Everything becomes elements and text: nothing is read as HTML, and
 * links lead to the web, to mail and to telephones alone.
 */

type Build = (match: RegExpExecArray) => ReactNode;

const make = (tag: string, children: readonly ReactNode[], props: object = {}) =>
  createElement(tag, props, ...children);

const part = (match: RegExpExecArray, group = 1) => match[group] ?? '';

/** An address that stands for itself, without the full stop or bracket behind it. */
const BARE = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}*_~]|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;
const MENTION = /^mention:\/\/(?:user|team)\/\d+\/.*$/;
const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;

const bare = (address: string) => link(address.includes('://') ? address : `mailto:${address}`, [address]);

function link(address: string, children: readonly ReactNode[]): ReactElement {
  if (MENTION.test(address)) return make('bdi', children, { className: 'font-semibold text-accent' });
  if (!SAFE.test(address)) return createElement(Fragment, null, ...children);
  return make('a', children, {
    href: address,
    target: '_blank',
    rel: 'noopener noreferrer nofollow',
    className: 'text-accent underline',
  });
}

/** What stands within a line; of several that fit, the one that begins first counts. */
const INLINE: readonly [RegExp, Build][] = [
  [/\\([\\`*_{}[\]()#+\-.!~>|])/g, (match) => part(match)],
  [/`([^`\n]+)`/g, (match) => make('code', [part(match)], { className: CODE })],
  [
    /!?\[([^[\]\n]*)\]\(\s*<?([^()\s<>]{0,1500}(?:\([^()\s]{0,500}\)[^()\s<>]{0,500})?)>?(?:\s+"[^"]*")?\s*\)/g,
    (match) => link(part(match, 2), part(match) ? inline(part(match)) : [part(match, 2)]),
  ],
  [/<(https?:\/\/[^\s<>]+|mailto:[^\s<>]+)>/g, (match) => link(part(match), [part(match)])],
  [/\*\*(?=\S)([^\n]{0,1000}?\S)\*\*/g, (match) => make('strong', inline(part(match)))],
  [/(?<!\w)__(?=\S)([^\n]{0,1000}?\S)__(?!\w)/g, (match) => make('strong', inline(part(match)))],
  [/\*(?=[^\s*])([^*\n]*[^\s*])\*/g, (match) => make('em', inline(part(match)))],
  [/(?<!\w)_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)/g, (match) => make('em', inline(part(match)))],
  [/~~(?=\S)([^\n]{0,1000}?\S)~~/g, (match) => make('del', inline(part(match)))],
  [BARE, (match) => bare(part(match, 0))],
];

const CODE = 'rounded-small bg-sunken px-1 font-mono text-small';

function inline(source: string): ReactNode[] {
  const parts: ReactNode[] = [];
  const next = INLINE.map(([pattern]) => find(pattern, source, 0));
  for (let rest = 0; ; ) {
    const index = indexOfFirst(next);
    const match = next[index];
    if (!match) return rest < source.length ? [...parts, source.slice(rest)] : parts;
    if (match.index > rest) parts.push(source.slice(rest, match.index));
    parts.push(INLINE[index]?.[1](match));
    rest = match.index + match[0].length;
    // Each pattern looks at each place once, however much there is.
    for (const [each, [pattern]] of INLINE.entries()) {
      const known = next[each];
      if (known && known.index < rest) next[each] = find(pattern, source, rest);
    }
  }
}

function find(pattern: RegExp, source: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(source);
}

const placeOf = (match: RegExpExecArray | null | undefined) => match?.index ?? Number.POSITIVE_INFINITY;

const indexOfFirst = (matches: readonly (RegExpExecArray | null)[]) =>
  matches.reduce((best, match, index) => (placeOf(match) < placeOf(matches[best]) ? index : best), 0);

const lines = (all: readonly string[]): ReactNode[] =>
  all.flatMap((line, index) => (index === 0 ? inline(line) : [make('br', []), ...inline(line)]));

const FENCE = /^\s*(```|~~~)/;
const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d{1,9}[.)]\s+/;
const QUOTE = /^\s*>\s?/;
const HEADING = /^#{1,6}\s+/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;

const items = (all: readonly string[], mark: RegExp) =>
  all.map((line) => make('li', inline(line.replace(mark, ''))));

/** How deep quotes may stand in each other; nobody reads further. */
const DEPTH_MAX = 5;

type BuildBlock = (all: string[], depth: number) => ReactElement;

/** What lines belong together by, and what is made of them. */
const BLOCKS: readonly [RegExp, BuildBlock][] = [
  [RULE, () => make('hr', [], { className: 'border-line' })],
  [
    HEADING,
    (all) => make('p', lines(all.map((line) => line.replace(HEADING, ''))), { className: 'font-semibold' }),
  ],
  [
    QUOTE,
    (all, depth) =>
      make(
        'blockquote',
        blocks(
          all.map((line) => line.replace(QUOTE, '')),
          depth + 1,
        ),
        {
          className: 'grid gap-1.5 border-s-3 border-line-strong ps-2.5',
        },
      ),
  ],
  [BULLET, (all) => make('ul', items(all, BULLET), { className: 'list-disc ps-5' })],
  [
    NUMBER,
    (all) =>
      make('ol', items(all, NUMBER), {
        start: Number.parseInt(all[0] ?? '1', 10),
        className: 'list-decimal ps-5',
      }),
  ],
];

function blocks(all: readonly string[], depth = 0): ReactNode[] {
  if (depth >= DEPTH_MAX) return [all.join('\n')];
  const made: ReactNode[] = [];
  for (let at = 0; at < all.length; ) {
    const next = block(all, at, depth);
    if (next.made) made.push(next.made);
    at = next.end;
  }
  return made;
}

/** The block that begins at a line, and where the next one begins. */
function block(all: readonly string[], at: number, depth: number): { made?: ReactElement; end: number } {
  const line = all[at] ?? '';
  if (!line.trim()) return { end: at + 1 };
  if (FENCE.test(line)) return fence(all, at);
  const rule = BLOCKS.find(([begins]) => begins.test(line));
  const isInside = (each: string) =>
    rule
      ? rule[0].test(each)
      : Boolean(each.trim()) && !FENCE.test(each) && !BLOCKS.some(([begins]) => begins.test(each));
  let end = at + 1;
  while (end < all.length && isInside(all[end] ?? '')) end += 1;
  const inside = all.slice(at, end);
  return { made: rule ? rule[1](inside, depth) : make('p', lines(inside)), end };
}

function fence(all: readonly string[], at: number) {
  let end = at + 1;
  while (end < all.length && !FENCE.test(all[end] ?? '')) end += 1;
  const code = make('code', [all.slice(at + 1, end).join('\n')]);
  const className = 'overflow-x-auto rounded-base bg-sunken p-2 font-mono text-small';
  return { made: make('pre', [code], { className, tabIndex: 0 }), end: end + 1 };
}

/** Text as messages are written in: Markdown, each block in the direction of its own letters. */
export const Markdown = memo(function Markdown({ source }: { source: string }) {
  return make('div', blocks(source.split(/\r?\n/)), {
    dir: 'auto',
    className: 'grid min-w-0 gap-1.5 wrap-anywhere',
  });
});
