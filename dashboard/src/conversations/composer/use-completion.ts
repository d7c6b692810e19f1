import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import { useAgents, useTeams } from '../../app/queries.ts';
import { rank, VARIABLES, type Wanted, wantedAt } from './completion.ts';
import type { Draft, Mode } from './draft.ts';
import { replaceIn } from './field.ts';

/** Something that may be put in the place of what was typed. */
export interface Candidate {
  key: string;
  label: string;
  kind: 'user' | 'team' | 'variable';
  id: number;
}

export type Completion = ReturnType<typeof useCompletion>;

/** What can be put behind the sign that was typed, and the keys to choose it by. */
export function useCompletion(
  field: RefObject<HTMLTextAreaElement | null>,
  mode: Mode,
  draft: Draft | undefined,
  onChange: (change: Partial<Draft>) => void,
) {
  const [wanted, setWanted] = useState<Wanted>();
  const [index, setIndex] = useState(0);
  const candidates = useCandidates(wanted);
  const isOpen = candidates.length > 0;
  const close = () => setWanted(undefined);
  const look = () => {
    const { current } = field;
    if (!current) return;
    const next =
      current.selectionStart === current.selectionEnd
        ? wantedAt(current.value, current.selectionStart, mode)
        : undefined;
    if (next?.query !== wanted?.query || next?.start !== wanted?.start) setIndex(0);
    setWanted(next);
  };
  const pick = ({ kind, id, label }: Candidate) => {
    const { current } = field;
    if (!current || !wanted) return;
    const text = kind === 'variable' ? `{{${label}}}` : `@${label} `;
    const caret = wanted.start + text.length;
    if (kind !== 'variable') onChange({ mentions: [...(draft?.mentions ?? []), { kind, id, name: label }] });
    replaceIn(current, { start: wanted.start, end: current.selectionStart, text, selection: [caret, caret] });
    close();
  };
  /** Whether the key was for the list. */
  const press = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = candidates[index];
    if (step !== undefined) setIndex((index + step + candidates.length) % candidates.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { candidates, isOpen, index, look, close, pick, press };
}

function useCandidates(wanted: Wanted | undefined): readonly Candidate[] {
  const { account_id } = useLive();
  const agents = useAgents(account_id);
  const teams = useTeams(account_id);
  if (!wanted) return [];
  const all: Candidate[] =
    wanted.kind === 'variable'
      ? VARIABLES.map((label) => ({ key: label, label, kind: 'variable', id: 0 }))
      : [
          ...agents.map(({ id, name }): Candidate => ({ key: `user ${id}`, label: name, kind: 'user', id })),
          ...teams.map(({ id, name }): Candidate => ({ key: `team ${id}`, label: name, kind: 'team', id })),
        ];
  return rank(all, wanted.query, ({ label }) => label);
}
