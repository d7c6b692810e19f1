import { Writable } from 'node:stream';
import { fillDemo } from '../../server/src/commands/demo.ts';
import { makeUser, type TestUser } from '../../server/test/harness.ts';
import { type BrowserDesk, openBrowserDesk } from './desk.ts';
import { makeLongThread } from './threads.ts';

/** A desk as a busy team has it. */
export interface DemoDesk extends BrowserDesk {
  /** Somebody who sees all of its conversations. */
  administrator: TestUser;
  /** The display id of a conversation of 2,000 messages. */
  long_thread: number;
}

const CONVERSATIONS = 10_000;
const MESSAGES_PER = 6;
const LONG_THREAD = 2000;

/** Opens a desk with 10,000 conversations of demo data, a few hundred of them open, and a very long one besides. */
export async function openDemoDesk(): Promise<DemoDesk> {
  const desk = await openBrowserDesk({ environment: { RATE_LIMITS: 'off' } });
  await fillDemo(desk.desk.services, {
    accountId: desk.account.account.id,
    conversations: CONVERSATIONS,
    messagesPer: MESSAGES_PER,
    contacts: CONVERSATIONS / 2,
    seed: 1,
    progress: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });
  const administrator = await makeUser(desk.desk, desk.account, 'administrator', 'Mara Silva');
  const long_thread = await makeLongThread(desk, LONG_THREAD);
  return { ...desk, administrator, long_thread };
}
