import { Folder, UsersRound } from 'lucide-react';
import { type Action, defineAction } from '../actions/action.ts';
import { type SavedFilter, useSavedFilters } from './saved.ts';

/** Commands that open what the reader saved. */
export function useSavedActions(account_id: number): Action[] {
  const folders = useSavedFilters(account_id, 'conversation') ?? [];
  const segments = useSavedFilters(account_id, 'contact') ?? [];
  return [
    ...folders.map((saved) =>
      opening(saved, { label: 'actions.openFolder', icon: Folder, at: 'custom_view' }),
    ),
    ...segments.map((saved) =>
      opening(saved, { label: 'actions.openSegment', icon: UsersRound, at: 'contacts/segments' }),
    ),
  ];
}

interface Opening extends Pick<Action, 'label' | 'icon'> {
  /** Where its address begins, below that of the account. */
  at: string;
}

const opening = ({ id, name }: SavedFilter, { at, ...shown }: Opening): Action =>
  defineAction({
    ...shown,
    id: `saved.${id}`,
    values: { name },
    group: 'go',
    run: ({ go, account }) => go(`/accounts/${account.id}/${at}/${id}`),
  });
