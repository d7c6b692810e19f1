import type { AccountContext } from '../src/context.ts';
import { makeBot } from './factories.ts';
import type { TestDesk } from './harness.ts';
import type { Rows } from './tenancy-rows.ts';

interface Twin {
  /** The account that is filled. */
  into: AccountContext;
  /** The account whose rows it gets. */
  of: number;
  /** The word in the texts of those rows, and what stands for it in the copies. */
  word: string;
  instead: string;
  /** Whose every address is in the copies. */
  other_contact_id: number;
}

/**
 * Fills an account with the rows of another one under the very same ids, but for its marked texts. People are in
 * both, each with the other role and in every inbox and team, and addresses are another contact's. Whatever is asked
 * without the account finds two rows then, and shows it.
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
      ...differences(row, { account_id, agent_bot_id, contact_id: twin.other_contact_id }),
    }));
    const list = columns.map((column) => `"${column}"`).join(', ');
    const populated = `jsonb_populate_recordset(null::${name}, $1::jsonb)`;
    await pool.query(`insert into ${name} (${list}) select ${list} from ${populated}`, [
      JSON.stringify(copies),
    ]);
  }
  for (const join of JOINS) await pool.query(`${join} on conflict do nothing`, [account_id]);
}

// These have one row for each account or file, which is there already.
const LEFT_OUT = ['account_sequences', 'agent_bots', 'stored_files'];

type Row = Record<string, unknown>;

const marked = (row: Row, { word, instead }: Twin): Row =>
  JSON.parse(JSON.stringify(row).replaceAll(word, instead));

/** What cannot be the same, and what should not be. */
function differences(row: Row, { account_id, agent_bot_id, contact_id }: Record<string, number>): Row {
  const { role, lookup_key, source_id } = row;
  const isMember = 'availability' in row;
  const isAddress = 'hmac_verified' in row;
  return {
    account_id,
    ...('agent_bot_id' in row ? { agent_bot_id } : {}),
    ...('lookup_key' in row ? { lookup_key: `${lookup_key} of ${account_id}` } : {}),
    ...(isMember && role === 'agent' ? { role: 'administrator' } : {}),
    ...(isMember && role === 'administrator' ? { role: 'agent', availability: 'busy' } : {}),
    ...(isAddress ? { source_id, contact_id } : {}),
  };
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
