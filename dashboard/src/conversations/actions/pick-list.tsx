import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { t } from '../../words/words.ts';

export interface Choice {
  value: string;
  label: string;
  /** Said at the end of the line. */
  hint?: string | undefined;
  before?: ReactNode;
  isChosen?: boolean;
}

interface PickListProps {
  title: string;
  placeholder?: string;
  choices: readonly Choice[];
  /** Choices that depend on what is typed; they stand first, whatever they are called. */
  choicesFor?(typed: string): readonly Choice[];
  onPick(value: string): void;
  onClose(): void;
}

/** A window with a list to choose from, narrowed by what is typed. */
export function PickList({ title, placeholder, choices, choicesFor, onPick, onClose }: PickListProps) {
  const [typed, setTyped] = useState('');
  const made = choicesFor?.(typed) ?? [];
  return (
    <Dialog open onOpenChange={onClose} title={title} width="narrow">
      <Command label={title} loop>
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder={placeholder ?? t('ui.filter')}
          className="w-full rounded-base border border-line-strong bg-surface px-3 py-2 field-text"
        />
        <Command.List label={title} className="mt-2 max-h-72 overflow-y-auto">
          <Command.Empty className="px-3 py-4 text-center text-ink-soft">
            {t('ui.nothingFound')}
          </Command.Empty>
          {made.map((choice) => (
            <Line key={choice.value} choice={choice} typed={typed} onPick={onPick} />
          ))}
          {choices.map((choice) => (
            <Line key={choice.value} choice={choice} onPick={onPick} />
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

interface LineProps {
  choice: Choice;
  /** What it answers; it stays whatever it is called. */
  typed?: string;
  onPick(value: string): void;
}

function Line({ choice, typed, onPick }: LineProps) {
  return (
    <Command.Item
      // The list reads a line anew only when its value is another.
      value={typed === undefined ? choice.value : `${choice.value} ${typed}`}
      keywords={[typed ?? choice.label]}
      onSelect={() => onPick(choice.value)}
      className="flex min-h-9 items-center gap-2.5 rounded-base px-2 data-[selected=true]:bg-hover"
    >
      {choice.before}
      <bdi className="min-w-0 grow truncate">{choice.label}</bdi>
      {choice.hint !== undefined && <span className="text-small text-ink-soft">{choice.hint}</span>}
      {choice.isChosen && (
        <>
          <Check size={16} aria-hidden="true" className="shrink-0 text-accent" />
          <span className="unseen">{t('conversations.chosen')}</span>
        </>
      )}
    </Command.Item>
  );
}
