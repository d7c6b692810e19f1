import { Braces, User, Users } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';
import { t } from '../../words/words.ts';
import type { Completion } from './use-completion.ts';

const ICONS = { user: User, team: Users, variable: Braces } as const;

/** What may be put in the place of what was typed; the focus stays in the text. */
export function CompletionList({ id, completion }: { id: string; completion: Completion }) {
  const { isOpen, candidates, index, pick } = completion;
  return (
    <>
      {isOpen && (
        <div
          id={id}
          role="listbox"
          aria-label={t('thread.suggestions')}
          className="absolute start-0 bottom-full z-30 mb-1 w-72 max-w-full rounded-large border border-line bg-raised p-1 shadow-large"
        >
          {candidates.map((candidate, at) => {
            const Icon = ICONS[candidate.kind];
            return (
              <div
                key={candidate.key}
                id={`${id}-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === index}
                // The text must keep the focus.
                onPointerDown={(event) => {
                  event.preventDefault();
                  pick(candidate);
                }}
                className={classNames(
                  'flex min-h-8 cursor-pointer items-center gap-2 rounded-base px-2',
                  at === index && 'bg-hover',
                )}
              >
                <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
                <bdi className="truncate">{candidate.label}</bdi>
              </div>
            );
          })}
        </div>
      )}
      <span role="status" className="unseen">
        {isOpen && t('thread.suggestionCount', { count: candidates.length })}
      </span>
    </>
  );
}
