import { makeAccount, openTestDesk, type TestDesk } from './harness.ts';
import { WITH_MAIL } from './mails.ts';
import type { Ids } from './tenancy-furnish.ts';
import { openRows, type Rows } from './tenancy-rows.ts';
import { findTraces } from './tenancy-traces.ts';
import { makeTwin } from './tenancy-twin.ts';
import { makeWorld, type World } from './tenancy-world.ts';

/** Texts by name: rows of tables, answers of cells. */
export type Texts = Record<string, string>;

/** A desk on which everything is there that could be mixed up. */
export interface Stage {
  desk: TestDesk;
  world: World;
  rows: Rows;
  /** Accounts with the same ids as home, one older and one newer, in which the people of home are too. */
  twins: readonly number[];
  /** Texts of the other accounts, by which their rows are known. */
  traces: readonly string[];
  /** Texts of the inbox that the agent is not in. */
  hidden: readonly string[];
}

const HIDDEN = 'canary-inbox';

/** Opens the desk, and keeps its rows as they are to be for each request. */
export async function openStage(): Promise<Stage> {
  const desk = await openTestDesk({ ENABLE_SIGNUP: 'true', ...WITH_MAIL });
  const { pool } = desk.services.database;
  const older = await makeAccount(desk);
  const home = { word: 'home', secret: `${HIDDEN}-home` };
  const world = await makeWorld(desk, home, { word: 'canary-b', secret: 'canary-b-inbox' });
  const newer = await makeAccount(desk);
  const rows = await openRows(pool);
  const { own, hidden } = world.home;
  const twin = {
    of: own.accounts,
    words: [
      [home.word, 'canary-twin'],
      ['quiet', 'refund'],
    ] as const,
    swaps: new Map([own, hidden].flatMap(swapsOf)),
  };
  await makeTwin(desk, rows, { ...twin, into: older, swapped: 'contact_id' });
  await makeTwin(desk, rows, { ...twin, into: newer, swapped: 'source_id' });
  const twins = [older.account.id, newer.account.id];
  const texts = await findTexts(world, rows, twins);
  // What a request may end in its own account is there in all of them, and one of them is closed.
  await pool.query(`update accounts set custom_attributes = '{"onboarding_step": "invite_team"}'`);
  await pool.query(`update accounts set status = 'suspended' where id = $1`, [older.account.id]);
  await rows.keep();
  await rows.restore();
  return { desk, world, rows, twins, ...texts };
}

const swapsOf = ({ contacts, others, sources, other_sources }: Ids): [unknown, unknown][] => [
  [contacts, others],
  [others, contacts],
  [sources, other_sources],
  [other_sources, sources],
];

async function findTexts({ home, stranger }: World, rows: Rows, twins: readonly number[]) {
  const ours = await rowsOfHome({ world: { home, stranger }, rows });
  const tokens = [stranger.administrator, stranger.agent, stranger.bot, stranger.app].map(({ token }) =>
    JSON.stringify(token),
  );
  const others = await rowsOfOthers({ world: { home, stranger }, rows, twins });
  return {
    traces: findTraces([...Object.values(others), ...tokens], Object.values(ours)),
    hidden: [HIDDEN, ...findTraces(Object.values(ours), []).filter((text) => text.includes(HIDDEN))],
  };
}

/** The rows of the account in which everybody of the matrix is, and of its people. */
export async function rowsOfHome({ world, rows }: Pick<Stage, 'world' | 'rows'>): Promise<Texts> {
  const { accounts } = world.home.own;
  return { ...(await rows.ofAccount(accounts)), ...(await rows.ofPeople(accounts)) };
}

/** Everything that a request from home must leave alone: the other accounts, and the stranger's people. */
export async function rowsOfOthers({
  world,
  rows,
  twins,
}: Pick<Stage, 'world' | 'rows' | 'twins'>): Promise<Texts> {
  const { accounts } = world.stranger.own;
  const tables: Texts = {};
  for (const id of [accounts, ...twins]) {
    for (const [name, text] of Object.entries(await rows.ofAccount(id))) tables[`${name} of ${id}`] = text;
  }
  return { ...tables, ...(await rows.ofPeople(accounts)) };
}

/** What belongs to the inbox that the agent is not in: its conversations, its contact and its team. */
export async function rowsOfHidden({ world, rows }: Stage): Promise<Texts> {
  const { accounts, ...corner } = world.home.hidden;
  const tables = Object.entries(await rows.about(accounts, corner));
  return Object.fromEntries(tables.map(([name, text]) => [`${name} of the hidden inbox`, text]));
}

/** Names under which two sets differ. */
export const differing = (before: Texts, after: Texts) =>
  Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
