import { asc, eq } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import type { AccountContext, Services } from '../context.ts';
import { systemContext } from '../features/accounts/account.ts';
import { accounts } from '../features/accounts/table.ts';
import { addUpTallies } from '../features/conversations/tallies.ts';
import { Refusal } from '../platform/refusal.ts';
import { createCalendar } from './demo/calendar.ts';
import { makeLabels } from './demo/labels.ts';
import { load } from './demo/load.ts';
import { createProgress } from './demo/progress.ts';
import { formTeams, hireAgents, openInboxes } from './demo/staff.ts';
import type { Stage } from './demo/stage.ts';
import { survey } from './demo/survey.ts';
import { makePassword, setUp } from './setup.ts';

interface DemoOptions {
  conversations: number;
  /** On average. */
  messagesPer: number;
  contacts: number;
  /** The account to fill; the first one when left out. */
  accountId?: number;
  seed: number;
  progress: NodeJS.WritableStream;
}

interface DemoResult {
  account_id: number;
  contacts: number;
  conversations: number;
  messages: number;
  seconds: number;
  /** Only when there was no account and one was set up. */
  email?: string;
  password?: string;
  api_access_token?: string;
}

const DEMO_LOCK = 7_305_129;

/**
 * Fills an account with two years of made-up customers, conversations and messages; run again, it adds more. Beside a
 * running server it takes ids and numbers of its own. What it writes in bulk leaves no events: nobody is notified, and
 * subscribers never hear of it. Each batch is kept whole or not at all, so that it may be interrupted. The same seed
 * gives the same people and words; how busy an hour is follows the calendar, so moments, and what of the last days
 * has not happened yet, also depend on the time at which it runs.
 */
export async function fillDemo(services: Services, options: DemoOptions): Promise<DemoResult> {
  const began = performance.now();
  const { ctx, credentials } = await findAccount(services, options.accountId);
  const client = await services.database.pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('set idle_in_transaction_session_timeout = 0');
    // Two at once would each hire the agents and open the inboxes.
    await client.query('select pg_advisory_lock($1)', [DEMO_LOCK]);
    const messages = await fill(client, await setStage(ctx, options), options.progress);
    await settle(services, client);
    const { conversations, contacts } = options;
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { account_id: ctx.account.id, contacts, conversations, messages, seconds, ...credentials };
  } finally {
    // The lock and the settings belong to the session, which ends here.
    client.release(true);
  }
}

interface FoundAccount {
  ctx: AccountContext;
  credentials: Pick<DemoResult, 'email' | 'password' | 'api_access_token'>;
}

async function findAccount(services: Services, id: number | undefined): Promise<FoundAccount> {
  const [account] = await services.database.queries
    .select()
    .from(accounts)
    .where(id === undefined ? undefined : eq(accounts.id, id))
    .orderBy(asc(accounts.id))
    .limit(1);
  if (account) return { ctx: systemContext(services, account), credentials: {} };
  if (id !== undefined) {
    throw new Refusal(
      'not_found',
      `There is no account ${id}. Leave --account-id out to fill the first one.`,
    );
  }
  const { admin_email: email } = services.config;
  const password = makePassword();
  const made = await setUp(services, { account: 'Porchlight', name: 'Administrator', email, password });
  const { ctx } = await findAccount(services, made.account_id);
  return { ctx, credentials: { email, password, api_access_token: made.api_access_token } };
}

async function setStage(ctx: AccountContext, options: DemoOptions): Promise<Stage> {
  const agents = await hireAgents(ctx);
  await makeLabels(ctx);
  return {
    seed: options.seed,
    account_id: ctx.account.id,
    calendar: createCalendar(ctx.now().getTime()),
    inboxes: await openInboxes(ctx, agents),
    team_ids: await formTeams(ctx, agents),
    contacts: options.contacts,
    conversations: options.conversations,
    messages_per: options.messagesPer,
  };
}

/** Answers how many messages were written. */
async function fill(client: PoolClient, stage: Stage, stream: NodeJS.WritableStream): Promise<number> {
  const surveyed = survey(stage);
  const progress = createProgress(stream, { total: surveyed.messages, of: 'messages' });
  await load({ client, stage, surveyed, progress });
  progress.finish();
  return surveyed.messages;
}

/** Leaves the tables as those of a desk that is in use: counted, and with indexes that hold nothing back. */
async function settle(services: Services, client: PoolClient) {
  await addUpTallies(services);
  await client.query('vacuum (analyze) contacts, contact_inboxes, conversations, messages');
  await client.query('vacuum (analyze) conversation_participants, mentions, conversation_tallies');
}
