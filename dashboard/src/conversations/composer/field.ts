import type { Replacement } from './formatting.ts';

/** Changes a part of the text as if it were typed, so that the browser can undo it. */
export function replaceIn(field: HTMLTextAreaElement, { start, end, text, selection }: Replacement) {
  field.focus();
  field.setSelectionRange(start, end);
  const isTyped =
    text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!isTyped) {
    field.setRangeText(text, start, end, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(...selection);
}

/** Puts a text where the caret is. */
export function insertIn(field: HTMLTextAreaElement, text: string) {
  const { selectionStart: start, selectionEnd: end } = field;
  replaceIn(field, { start, end, text, selection: [start + text.length, start + text.length] });
}
