import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import type { ContactsSearch } from '../search.ts';

interface ShowOptions {
  /** Takes the place of what is shown now, to which nobody wants to come back. */
  replace?: boolean;
}

/** Shows another list of contacts. */
export function useShow() {
  const { account_id } = useLive();
  const navigate = useNavigate();
  return useCallback(
    (search: ContactsSearch, { replace = false }: ShowOptions = {}) =>
      void navigate({ to: '/accounts/$account_id/contacts', params: { account_id }, search, replace }),
    [account_id, navigate],
  );
}
