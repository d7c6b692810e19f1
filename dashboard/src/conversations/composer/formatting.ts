/** A text and what is selected in it. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** What to put in the place of a part of a text, and what is selected then. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
  selection: readonly [start: number, end: number];
}

export type Format = 'bold' | 'italic' | 'code' | 'link' | 'list' | 'numbers' | 'quote';

const AROUND = { bold: '**', italic: '_', code: '`' } as const;
const ADDRESS = 'https://';

/** How a selection becomes bold, a link, a list …, or plain again where it is that already. */
export function formatted(selected: Selected, format: Format): Replacement {
  if (format === 'bold' || format === 'italic' || format === 'code') return between(selected, AROUND[format]);
  if (format === 'link') return asLink(selected);
  return onLines(selected, format);
}

function between({ text, start, end }: Selected, mark: string): Replacement {
  const { length } = mark;
  const inside = text.slice(start, end);
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark)
    return {
      start: start - length,
      end: end + length,
      text: inside,
      selection: [start - length, end - length],
    };
  return { start, end, text: `${mark}${inside}${mark}`, selection: [start + length, end + length] };
}

function asLink({ text, start, end }: Selected): Replacement {
  const inside = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(inside))
    return { start, end, text: `[](${inside})`, selection: [start + 1, start + 1] };
  const from = start + inside.length + 3;
  return { start, end, text: `[${inside}](${ADDRESS})`, selection: [from, from + ADDRESS.length] };
}

const MARKS = { list: /^[-*+]\s+/, numbers: /^\d+[.)]\s+/, quote: /^>\s?/ } as const;

function onLines({ text, start, end }: Selected, format: keyof typeof MARKS): Replacement {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const isMarked = lines.every((line) => MARKS[format].test(line));
  const marked = lines.map((line, index) =>
    isMarked ? line.replace(MARKS[format], '') : `${markOf(format, index)}${line}`,
  );
  const made = marked.join('\n');
  const caret = from + made.length;
  return { start: from, end: to, text: made, selection: lines.length > 1 ? [from, caret] : [caret, caret] };
}

function markOf(format: keyof typeof MARKS, index: number): string {
  if (format === 'numbers') return `${index + 1}. `;
  return format === 'list' ? '- ' : '> ';
}
