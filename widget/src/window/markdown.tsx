/** @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { Link } from './links.tsx';

/*
 * The part of Markdown that people write in a chat. Everything becomes elements and text, nothing is ever read as HTML,
 * and links lead to the web, to mail and to telephones alone.
 */

type Build = (match: RegExpExecArray) => ComponentChildren;

const text = (match: RegExpExecArray, group = 1) => match[group] ?? '';

/** An address that stands for itself, without the full stop or bracket after it. */
const BARE = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}*_~]|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;

/** What stands within a line. The first that fits at the earliest place counts. */
const INLINE: [RegExp, Build][] = [
  [/\\([\\`*_{}[\]()#+\-.!~>|])/g, (match) => text(match)],
  [/`([^`\n]+)`/g, (match) => <code>{text(match)}</code>],
  [
    /!?\[([^[\]\n]*)\]\(\s*<?([^()\s<>]{0,1500}(?:\([^()\s]{0,500}\)[^()\s<>]{0,500})?)>?(?:\s+"[^"]*")?\s*\)/g,
    (match) => <Link to={text(match, 2)}>{inline(text(match)) || text(match, 2)}</Link>,
  ],
  [/<(https?:\/\/[^\s<>]+|mailto:[^\s<>]+)>/g, (match) => <Link to={text(match)}>{text(match)}</Link>],
  [/\*\*(?=\S)([^\n]{0,500}?\S)\*\*/g, (match) => <strong>{inline(text(match))}</strong>],
  [/(?<!\w)__(?=\S)([^\n]{0,500}?\S)__(?!\w)/g, (match) => <strong>{inline(text(match))}</strong>],
  [/\*(?=[^\s*])([^*\n]*[^\s*])\*/g, (match) => <em>{inline(text(match))}</em>],
  [/(?<!\w)_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)/g, (match) => <em>{inline(text(match))}</em>],
  [/~~(?=\S)([^\n]{0,500}?\S)~~/g, (match) => <del>{inline(text(match))}</del>],
  [BARE, (match) => bareLink(text(match, 0))],
];

const bareLink = (address: string) => (
  <Link to={address.includes('://') ? address : `mailto:${address}`}>{address}</Link>
);

function inline(source: string, rules = INLINE): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  const next = rules.map(([pattern]) => find(pattern, source, 0));
  for (let rest = 0; ; ) {
    const index = indexOfFirst(next);
    const match = next[index];
    if (!match) return rest < source.length ? [...parts, source.slice(rest)] : parts;
    if (match.index > rest) parts.push(source.slice(rest, match.index));
    parts.push(rules[index]?.[1](match));
    rest = match.index + match[0].length;
    // Each pattern looks at each place once, however much there is.
    for (const [each, [pattern]] of rules.entries()) {
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

/** Lines as they were written, with links to what looks like an address and nothing else. */
export function PlainText({ source }: { source: string }) {
  return <p>{lines(source.split('\n'), [[BARE, (match) => bareLink(text(match, 0))]])}</p>;
}

function lines(all: readonly string[], rules = INLINE): ComponentChildren[] {
  return all.flatMap((line, index) => (index === 0 ? inline(line, rules) : [<br />, ...inline(line, rules)]));
}

const FENCE = /^\s*(```|~~~)/;
const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d{1,9}[.)]\s+/;
const QUOTE = /^\s*>\s?/;
const HEADING = /^#{1,6}\s+/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;

/** What lines belong together by, and what is made of them. */
const BLOCKS: [RegExp, (lines: string[]) => JSX.Element][] = [
  [RULE, () => <hr />],
  [
    HEADING,
    (all) => (
      <p>
        {all.map((line) => (
          <strong>{inline(line.replace(HEADING, ''))}</strong>
        ))}
      </p>
    ),
  ],
  [QUOTE, (all) => <blockquote>{blocks(all.map((line) => line.replace(QUOTE, '')))}</blockquote>],
  [BULLET, (all) => <ul>{items(all, BULLET)}</ul>],
  [NUMBER, (all) => <ol start={Number.parseInt(all[0] ?? '1', 10)}>{items(all, NUMBER)}</ol>],
];

const items = (all: readonly string[], mark: RegExp) =>
  all.map((line) => <li>{inline(line.replace(mark, ''))}</li>);

/** How deep quotes may stand in each other; nobody reads further. */
const DEPTH_MAX = 5;
let depth = 0;

function blocks(all: readonly string[]): ComponentChildren[] {
  if (depth >= DEPTH_MAX) return lines(all, []);
  depth += 1;
  const made: ComponentChildren[] = [];
  for (let at = 0; at < all.length; ) at = block(all, at, made);
  depth -= 1;
  return made;
}

/** Makes the block that begins at a line; answers where the next one begins. */
function block(all: readonly string[], at: number, made: ComponentChildren[]): number {
  const line = all[at] ?? '';
  if (!line.trim()) return at + 1;
  if (FENCE.test(line)) return fence(all, at, made);
  const rule = BLOCKS.find(([begins]) => begins.test(line));
  const isInside = (each: string) =>
    rule
      ? rule[0].test(each)
      : Boolean(each.trim()) && !FENCE.test(each) && !BLOCKS.some(([begins]) => begins.test(each));
  let end = at + 1;
  while (end < all.length && isInside(all[end] ?? '')) end += 1;
  const inside = all.slice(at, end);
  made.push(rule ? rule[1](inside) : <p>{lines(inside)}</p>);
  return end;
}

function fence(all: readonly string[], at: number, made: ComponentChildren[]): number {
  let end = at + 1;
  while (end < all.length && !FENCE.test(all[end] ?? '')) end += 1;
  made.push(
    <pre>
      <code>{all.slice(at + 1, end).join('\n')}</code>
    </pre>,
  );
  return end + 1;
}

export function Markdown({ source }: { source: string }) {
  return <>{blocks(source.split(/\r?\n/))}</>;
}
