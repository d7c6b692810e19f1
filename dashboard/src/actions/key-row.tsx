import { type KeyboardEvent, useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import { isMac, pressOf } from '../ui/keys.ts';
import { t } from '../words/words.ts';
import type { Action } from './action.ts';
import { holderOf, keysOf } from './key-choices.ts';
import { useActions } from './use-actions.ts';

interface KeyRowProps {
  action: Action;
  isChanging: boolean;
  onChange(): void;
  onLeave(): void;
  onKeys(keys: readonly string[]): void;
}

/** A command with its shortcuts; pressing the button lets its keys be pressed anew. */
export function KeyRow({ action, isChanging, onChange, onLeave, onKeys }: KeyRowProps) {
  const { all, choices } = useActions();
  const [problem, setProblem] = useState<string>();
  const name = t(action.label, action.values);
  const keys = keysOf(action, choices);

  const take = (event: KeyboardEvent) => {
    if (!isChanging || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onLeave();
    if (event.key === 'Backspace') return onKeys([]);
    const pressed = pressOf(event.nativeEvent, isMac());
    if (pressed === undefined) return;
    const holder = holderOf(pressed, action, all, choices);
    if (holder) setProblem(t('actions.taken', { keys: pressed, action: t(holder.label, holder.values) }));
    else onKeys([pressed]);
  };

  return (
    <li className="grid gap-1 py-0.5">
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0">{name}</span>
        <button
          type="button"
          aria-describedby={isChanging ? `keys-of-${action.id}` : undefined}
          onClick={onChange}
          onKeyDown={take}
          onBlur={onLeave}
          className="flex min-h-7 flex-wrap items-center justify-end gap-2 rounded-base px-1 text-small hover:bg-hover"
        >
          {!isChanging && <span className="unseen">{t('actions.change', { action: name })}</span>}
          {isChanging && <span className="text-accent">{t('actions.pressKeys')}</span>}
          {!isChanging && keys.length === 0 && <span className="text-ink-soft">{t('actions.none')}</span>}
          {!isChanging && keys.map((each) => <Kbd key={each} keys={each} />)}
        </button>
      </div>
      {isChanging && (
        <p id={`keys-of-${action.id}`} role="status" className="text-small text-ink-soft">
          {problem ?? t('actions.pressHint')}
        </p>
      )}
    </li>
  );
}
