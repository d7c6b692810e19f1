import { Lock, MessageSquare } from 'lucide-react';
import { useRef } from 'react';
import { useAction } from '../../actions/use-actions.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ariaKeys, isMac } from '../../ui/keys.ts';
import { tip } from '../../ui/tip.ts';
import { t } from '../../words/words.ts';
import { writeNote, writeReply } from './actions.ts';
import type { Mode } from './draft.ts';

interface ModeChoiceProps {
  mode: Mode;
  onChoose(mode: Mode): void;
  /** Brings the text of the other mode here; nothing where there is none, or something was begun here. */
  onBring: (() => void) | undefined;
}

/** For whom is written: said when it changes, to those who do not see the colour. */
export function ModeChoice({ mode, onChoose, onBring }: ModeChoiceProps) {
  const reply = useAction(writeReply);
  const note = useAction(writeNote);
  const first = useRef(mode);
  const hasChanged = first.current !== mode || hasEverChanged.has(first);
  if (hasChanged) hasEverChanged.add(first);
  const choices = [
    { value: 'reply', icon: MessageSquare, label: t('thread.reply'), keys: reply.keys },
    { value: 'note', icon: Lock, label: t('thread.note'), keys: note.keys },
  ] as const;
  return (
    <div className="mb-1.5 flex flex-wrap items-center gap-1">
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons, of which one is pressed, are no fields of a form. */}
      <div role="group" aria-label={t('thread.mode')} className="flex gap-1">
        {choices.map(({ value, icon: Icon, label, keys }) => (
          <button
            key={value}
            type="button"
            aria-pressed={mode === value}
            aria-keyshortcuts={ariaKeys(keys, isMac())}
            {...tip(label, keys[0], 'top')}
            onClick={() => onChoose(value)}
            className={classNames(
              'inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-base border px-2 text-small font-medium',
              mode !== value && 'border-transparent text-ink-soft hover:bg-hover',
              mode === value &&
                (value === 'note' ? 'border-note-line text-warn' : 'border-accent text-accent'),
            )}
          >
            <Icon size={14} aria-hidden="true" />
            {label}
          </button>
        ))}
      </div>
      {onBring && (
        <Button look="quiet" size="small" className="ms-auto font-normal text-ink-soft!" onClick={onBring}>
          {t(mode === 'note' ? 'thread.bringReply' : 'thread.bringNote')}
        </Button>
      )}
      <span role="status" className="unseen">
        {hasChanged && t(mode === 'note' ? 'thread.noteMode' : 'thread.replyMode')}
      </span>
    </div>
  );
}

/** Choices that were changed since they appeared: only then there is something to say. */
const hasEverChanged = new WeakSet<object>();
