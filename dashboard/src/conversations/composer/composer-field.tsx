import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useLayoutEffect } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import { isMac } from '../../ui/keys.ts';
import { t } from '../../words/words.ts';
import { CompletionList } from './completion-list.tsx';
import type { Draft, Mode } from './draft.ts';
import { replaceIn } from './field.ts';
import { type Format, formatted } from './formatting.ts';
import { undoSend } from './underway.ts';
import { useCompletion } from './use-completion.ts';

interface ComposerFieldProps {
  field: RefObject<HTMLTextAreaElement | null>;
  mode: Mode;
  isDisabled: boolean;
  draft: Draft | undefined;
  onChange(change: Partial<Draft>): void;
  onFiles(files: readonly File[]): void;
}

const HEIGHT_MAX_PX = 320;

/** The text itself: grows with what is written, completes names and variables, takes files that are pasted. */
export function ComposerField({ field, mode, isDisabled, draft, onChange, onFiles }: ComposerFieldProps) {
  const id = useId();
  const live = useLive();
  const content = draft?.content ?? '';
  const completion = useCompletion(field, mode, draft, onChange);
  useLayoutEffect(() => grow(field.current, content), [field, content]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || completion.press(event)) return;
    if (event.key === 'Escape') return leave();
    const isMod = isMac() ? event.metaKey : event.ctrlKey;
    if (!isMod || event.altKey) return;
    if (event.key === 'z' && content === '' && undoSend(live) !== undefined) return event.preventDefault();
    const format = formatOf(event);
    if (!format) return;
    event.preventDefault();
    applyFormat(event.currentTarget, format);
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <div className="relative">
      <CompletionList id={id} completion={completion} />
      <textarea
        ref={field}
        rows={2}
        // An empty text has no letters to tell the direction by; the placeholder is in the language of the page.
        dir={content === '' ? undefined : 'auto'}
        value={content}
        disabled={isDisabled}
        aria-label={mode === 'note' ? t('thread.noteField') : t('thread.replyField')}
        aria-autocomplete="list"
        aria-controls={completion.isOpen ? id : undefined}
        aria-activedescendant={completion.isOpen ? `${id}-${completion.index}` : undefined}
        placeholder={mode === 'note' ? t('thread.notePlaceholder') : t('thread.replyPlaceholder')}
        onChange={(event) => {
          onChange({ content: event.target.value });
          completion.look();
        }}
        onSelect={completion.look}
        onBlur={completion.close}
        onKeyDown={press}
        onPaste={paste}
        className="block max-h-80 min-h-16 w-full resize-none rounded-base border border-line-strong bg-surface px-2.5 py-2 text-ink field-text disabled:opacity-60"
      />
    </div>
  );
}

/** To the page around, where single keys are commands again; what is written stays. */
function leave() {
  document.getElementById('content')?.focus();
}

function grow(field: HTMLTextAreaElement | null, content: string) {
  if (!field) return;
  field.style.blockSize = 'auto';
  if (content !== '') field.style.blockSize = `${Math.min(field.scrollHeight + 2, HEIGHT_MAX_PX)}px`;
}

/** Formats what is selected. */
export function applyFormat(field: HTMLTextAreaElement, format: Format) {
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  replaceIn(field, formatted({ text, start, end }, format));
}

const BY_KEY: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', e: 'code' };
const BY_SHIFTED_CODE: Readonly<Record<string, Format>> = {
  KeyK: 'link',
  Digit7: 'numbers',
  Digit8: 'list',
  Digit9: 'quote',
};

const formatOf = ({ key, code, shiftKey }: KeyboardEvent): Format | undefined =>
  shiftKey ? BY_SHIFTED_CODE[code] : BY_KEY[key.toLowerCase()];
