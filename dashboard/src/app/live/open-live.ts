import { currentStanding } from '../session.ts';
import { Live } from './live.ts';

let opened: { live: Live; of: string; started: Promise<void> } | undefined;

/** The account of that id as it was kept, for whoever is signed in; the one before it is left. */
export async function openLive(account_id: number): Promise<Live> {
  const standing = currentStanding();
  const of = `${standing.is === 'signed_in' ? standing.session.uid : ''} ${account_id}`;
  if (opened?.of !== of) {
    opened?.live.stop();
    const live = new Live(account_id);
    opened = { live, of, started: live.start() };
  }
  const { live, started } = opened;
  await started;
  return live;
}

/** Leaves the account, as when nobody is signed in any more. */
export function closeLive() {
  opened?.live.stop();
  opened = undefined;
}

/** The account that is open, for loaders and actions. */
export const currentLive = (): Live | undefined => opened?.live;
