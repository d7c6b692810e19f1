import { createServer } from 'node:net';
import type { AccountContext } from '../../server/src/context.ts';
import type { InboxRow } from '../../server/src/features/inboxes/table.ts';
import {
  makeAccount,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../server/test/harness.ts';
import { goLive, type LiveDesk } from '../../server/test/live.ts';

/** A desk that browsers reach, with a website inbox and an agent in it. */
export interface BrowserDesk {
  desk: TestDesk;
  live: LiveDesk;
  /** Its origin, by address: `http://127.0.0.1:port`. Sites are reached by the name localhost, so they are strangers. */
  url: string;
  account: AccountContext;
  agent: TestUser;
  inbox: InboxRow;
  website_token: string;
  close(): Promise<void>;
}

interface DeskOptions {
  environment?: Record<string, string>;
  /** Fields of the website inbox besides its channel. */
  inbox?: Parameters<typeof makeInbox>[1];
  /** Settings of the channel, such as `widget_color`. */
  channel?: Record<string, unknown>;
}

/** Opens a desk on its own database at an address that the browser reaches. */
export async function openBrowserDesk(options: DeskOptions = {}): Promise<BrowserDesk> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const desk = await openTestDesk({ FRONTEND_URL: url, ...options.environment });
  const live = await goLive(desk, undefined, port);
  const account = await makeAccount(desk);
  const agent = await makeUser(desk, account, 'agent');
  const website = await openWebsite({ account, agent }, options);
  const close = async () => {
    await live.stop();
    await desk.close();
  };
  return { desk, live, url, account, agent, ...website, close };
}

/** Makes one more website inbox of the desk, with the agent in it. */
export async function openWebsite(
  { account, agent }: Pick<BrowserDesk, 'account' | 'agent'>,
  { inbox: fields, channel }: DeskOptions = {},
) {
  const settings = { type: 'web_widget' as const, website_url: 'https://shop.example.com', ...channel };
  const inbox = await makeInbox(account, { name: 'Shop', members: [agent], ...fields, channel: settings });
  return { inbox, website_token: String(inbox.settings.website_token) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
