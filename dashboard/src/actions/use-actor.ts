import { permissions } from '@porchlight/contract/permissions';
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMe } from '../app/use-me.ts';
import type { Actor } from './action.ts';

/** Whoever acts on this page. */
export function useActor(): Actor {
  const { user, account } = useMe();
  const router = useRouter();
  return useMemo(
    () => ({
      user,
      account,
      can: (permission) => permissions[permission].roles.some((role) => role === account.role),
      go: (address) => router.history.push(`/app${address}`),
    }),
    [user, account, router],
  );
}
