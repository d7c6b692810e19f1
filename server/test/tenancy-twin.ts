import { randomUUID } from 'node:crypto';
import type { AccountContext } from '../src/context.ts';
import { makeBot } from './factories.ts';
import type { TestDesk } from './harness.ts';
import type { Rows } from './tenancy-rows.ts';

interface Twin {
  /** The account that is filled. */
  into: AccountContext;
  /** The account whose rows it gets. */
  of: number;
  /** Words in the texts of those rows, and what stands for them in the copies. */
  words: readonly (readonly [word: string, instead: string])[];
  /** Which of the two changes hands between contacts. */
  swapped: 'contact_id' | 'source_id';
  /** Contacts and addresses that change places, each with the other. */
  swaps: ReadonlyMap<unknown, unknown>;
}

/**
 * Fills an account with the rows of another one under the very same ids, but for its marked texts. People are in
 * both, each with the other role, online, and in every inbox and team; addresses are another contact's, bots are on, and
 * everything is later. Whatever is asked without the account finds two rows then, and shows it.
 */
export async function makeTwin(desk: TestDesk, rows: Rows, twin: Twin) {
  const { pool } = desk.services.database;
  const { id: account_id } = twin.into.account;
  const { id: agent_bot_id } = await makeBot(desk, twin.into);
  for (const { name, columns } of rows.tables) {
    if (!columns.includes('account_id') || LEFT_OUT.includes(name)) continue;
    const { rows: found } = await pool.query(
      `select to_jsonb(t) as row from ${name} t where account_id = ${twin.of}`,
    );
    const copies = found.map(({ row }) => ({
      ...marked(row, twin),
      ...differences(row, { account_id, agent_bot_id }),
      ...address(row, twin),
    }));
    const list = columns.map((column) => `"${column}"`).join(', ');
    const populated = `jsonb_populate_recordset(null::${name}, $1::jsonb)`;
    await pool.query(`insert into ${name} (${list}) select ${list} from ${populated}`, [
      JSON.stringify(copies),
    ]);
  }
  for (const join of JOINS) await pool.query(`${join} on conflict do nothing`, [account_id]);
}

// These have one row for each account, which is there already, and bots have ids of their own.
const LEFT_OUT = ['account_sequences', 'agent_bots'];

type Row = Record<string, unknown>;

function marked(row: Row, { words, into }: Twin): Row {
  const text = words.reduce((json, [word, instead]) => json.replaceAll(word, instead), JSON.stringify(row));
  // The key of a file is one of a kind on the whole desk.
  const { id } = into.account;
  return JSON.parse(
    text.replaceAll(/"([0-9a-f]{40})"/g, (_, key) => `"${key.slice(id)}${key.slice(0, id)}"`),
  );
}

/** What cannot be the same, and what should not be. */
function differences(row: Row, { account_id, agent_bot_id }: Record<string, number>): Row {
  const { role, lookup_key, created_at } = row;
  const isMember = 'availability' in row;
  return {
    account_id,
    ...('agent_bot_id' in row ? { agent_bot_id, status: 'active' } : {}),
    // Whoever holds it need not say of which account it is.
    ...('uuid' in row ? { uuid: randomUUID() } : {}),
    ...('lookup_key' in row ? { lookup_key: `${lookup_key} of ${account_id}` } : {}),
    ...(isMember ? { auto_offline: false } : {}),
    ...(isMember && role === 'agent' ? { role: 'administrator' } : {}),
    ...(isMember && role === 'administrator' ? { role: 'agent', availability: 'busy' } : {}),
    ...(typeof created_at === 'string' ? { created_at: hourAfter(created_at) } : {}),
  };
}

const hourAfter = (time: string) => new Date(Date.parse(time) + 3_600_000);

function address(row: Row, { swapped, swaps }: Twin): Row {
  if (!('hmac_verified' in row)) return {};
  const { source_id } = row;
  return { source_id, [swapped]: swaps.get(row[swapped]) ?? row[swapped] };
}

const join = (table: string, column: string, of: string) =>
  `insert into ${table} (account_id, ${column}, user_id, created_at, updated_at)
    select $1, r.id, m.user_id, m.created_at, m.updated_at from ${of} r
    join account_users m on m.account_id = r.account_id where r.account_id = $1`;

/** Everybody everywhere. */
const JOINS = [
  join('inbox_members', 'inbox_id', 'inboxes'),
  join('team_members', 'team_id', 'teams'),
  join('mentions', 'conversation_id', 'conversations'),
  join('conversation_participants', 'conversation_id', 'conversations'),
];
