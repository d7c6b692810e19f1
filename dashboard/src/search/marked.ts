/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  text: string;
  /** Where it begins in the text. */
  at: number;
  isMatch: boolean;
}

/** The text in pieces, so that each place that says what was searched for can be marked. */
export function piecesOf(text: string, q: string): Piece[] {
  if (q === '') return [{ text, at: 0, isMatch: false }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(anywhere(q))) {
    if (index > end) pieces.push({ text: text.slice(end, index), at: end, isMatch: false });
    pieces.push({ text: match, at: index, isMatch: true });
    end = index + match.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), at: end, isMatch: false });
  return pieces;
}

// Words may stand on two lines in the message and on one in the excerpt.
const anywhere = (q: string) =>
  new RegExp(
    q
      .split(/\s+/)
      .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('\\s+'),
    'giu',
  );

const BEFORE_MAX = 50;
const LETTERS_MAX = 220;

/** The part of a message around the first place that says what was searched for, in one line. */
export function excerptAround(content: string, q: string): string {
  const text = withoutMarks(content, q).replaceAll(/\s+/g, ' ').trim();
  const first = piecesOf(text, q).find(({ isMatch }) => isMatch)?.at ?? 0;
  const start = first > BEFORE_MAX ? wordAfter(text, first - BEFORE_MAX, first) : 0;
  const part = [...text.slice(start)].slice(0, LETTERS_MAX).join('');
  const isCut = start + part.length < text.length;
  return `${start > 0 ? '… ' : ''}${part.trim()}${isCut ? '…' : ''}`;
}

/** Without the marks of Markdown, unless these are what was searched for. */
function withoutMarks(content: string, q: string): string {
  const bare = content
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s*(?:>|#{1,6})\s+/gm, '')
    .replaceAll(/\*\*|__|~~|`+/g, '');
  return anywhere(q).test(bare) ? bare : content;
}

/** Where the next word begins, but no later than the end. */
function wordAfter(text: string, from: number, end: number): number {
  const space = text.indexOf(' ', from);
  return space >= 0 && space < end ? space + 1 : from;
}
