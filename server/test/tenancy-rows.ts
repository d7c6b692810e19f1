import type { Pool } from 'pg';

interface Table {
  name: string;
  /** Those that can be written; the database makes the others. */
  columns: readonly string[];
}

type Corner = Record<'inboxes' | 'contacts' | 'teams' | 'labels', number>;

/** All rows of the desk: to look at, to keep, and to bring back. */
export interface Rows {
  tables: readonly Table[];
  /** Makes the rows of now those that `restore` brings back. */
  keep(): Promise<void>;
  restore(): Promise<void>;
  /** Every row, by table, as text. */
  all(): Promise<Record<string, string>>;
  /** The rows of an account by table, without those of its people. */
  ofAccount(account_id: number): Promise<Record<string, string>>;
  /** The users of an account with what they sign in with. */
  ofPeople(account_id: number): Promise<Record<string, string>>;
  /** The rows of an account that belong to an inbox, a contact, a team or a label. */
  about(account_id: number, corner: Corner): Promise<Record<string, string>>;
  removeAccount(account_id: number): Promise<void>;
}

// What waits to be done was asked for by the request before.
const FORGET_JOBS = 'delete from graphile_worker._private_jobs;';
const FIRST_NEW_ID = 1_000_000;

/** Finds out which tables there are, so that a new one is looked at from its first day. */
export async function openRows(pool: Pool): Promise<Rows> {
  const tables = await listTables(pool);
  const backwards = tables.toReversed();
  const deletions = backwards.map(({ name }) => `delete from public.${name};`).join('');
  const insertions = tables.map(insertion).join('');
  const { rows: sequences } = await pool.query<{ name: string }>(
    `select sequencename as name from pg_sequences where schemaname = 'public'`,
  );
  // The same request makes the same ids each time.
  const numbers = sequences
    .map(({ name }) => `select setval('public.${name}', ${FIRST_NEW_ID}, false);`)
    .join('');
  // Rows that triggers make are kept and brought back like all others.
  const triggers = (turn: 'enable' | 'disable') =>
    tables.map(({ name }) => `alter table public.${name} ${turn} trigger user;`).join('');
  return {
    tables,
    async keep() {
      const copies = tables.map(({ name }) => `create table kept.${name} as table public.${name};`);
      await pool.query(`drop schema if exists kept cascade; create schema kept; ${copies.join('')}`);
    },
    restore: async () =>
      void (await pool.query(
        [triggers('disable'), deletions, insertions, numbers, FORGET_JOBS, triggers('enable')].join(''),
      )),
    all: () => read(pool, tables, () => 'true'),
    ofAccount: (id) => read(pool, tables, (table) => ownedBy(id, table)),
    about: (id, corner) => read(pool, tables, (table) => belongingTo(id, corner, table)),
    ofPeople: (id) => read(pool, tables, (table) => OF_PEOPLE[table.name]?.(id)),
    async removeAccount(id) {
      for (const table of backwards) {
        const owned = ownedBy(id, table);
        if (owned) await pool.query(`delete from ${table.name} where ${owned}`);
      }
    },
  };
}

const has = ({ columns }: Table, column: string) => columns.includes(column);

// Accounts in the order of their ids, so that a query that looks into all of them meets an older one first.
function insertion(table: Table): string {
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  const order = has(table, 'account_id') ? 'account_id' : table.columns[0];
  return `insert into public.${table.name} (${columns}) select ${columns} from kept.${table.name} order by ${order};`;
}

const members = (id: number) => `(select user_id from account_users where account_id = ${id})`;

const OF_PEOPLE: Record<string, (account_id: number) => string> = {
  users: (id) => `id in ${members(id)}`,
  sessions: (id) => `user_id in ${members(id)}`,
  sso_tokens: (id) => `user_id in ${members(id)}`,
  access_tokens: (id) =>
    `(owner_type = 'User' and owner_id in ${members(id)}) or
     (owner_type = 'AgentBot' and owner_id in (select id from agent_bots where account_id = ${id}))`,
};

// Nothing in them belongs to an account: apps of the whole desk.
const OF_NOBODY = ['platform_apps', 'platform_app_permissibles'];

function ownedBy(id: number, table: Table): string | undefined {
  if (has(table, 'account_id')) return `account_id = ${id}`;
  if (table.name === 'accounts') return `id = ${id}`;
  if (table.name in OF_PEOPLE || OF_NOBODY.includes(table.name)) return undefined;
  throw new Error(`Say in tenancy-rows.ts which rows of the table ${table.name} belong to an account`);
}

function belongingTo(id: number, corner: Corner, table: Table): string | undefined {
  if (!has(table, 'account_id')) return undefined;
  const { inboxes, contacts, teams } = corner;
  const conversations = `(select id from conversations where account_id = ${id} and inbox_id = ${inboxes})`;
  const signs = Object.entries({
    inbox_id: `= ${inboxes}`,
    contact_id: `= ${contacts}`,
    team_id: `= ${teams}`,
    conversation_id: `in ${conversations}`,
    ...(table.name in corner ? { id: `= ${corner[table.name as keyof Corner]}` } : {}),
  });
  const own = signs.filter(([column]) => has(table, column)).map((sign) => sign.join(' '));
  return own.length > 0 ? `account_id = ${id} and (${own.join(' or ')})` : undefined;
}

async function read(pool: Pool, tables: readonly Table[], where: (table: Table) => string | undefined) {
  const selects = tables.flatMap((table) => {
    const condition = where(table);
    if (condition === undefined) return [];
    const rows = `select to_jsonb(t)::text as row from ${table.name} t where ${condition}`;
    return `select '${table.name}' as name, coalesce(string_agg(row, E'\\n' order by row), '') as rows from (${rows}) found`;
  });
  // Without an order the database answers the parts in any.
  const text = `${selects.join(' union all ')} order by name`;
  const { rows } = await pool.query<{ name: string; rows: string }>(text);
  return Object.fromEntries(rows.map((table) => [table.name, table.rows]));
}

/** The tables, those that others point to first. */
async function listTables(pool: Pool): Promise<Table[]> {
  const { rows: left } = await pool.query<Table & { points_to: string[] }>(`
    select c.relname as name,
      array(select attname::text from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
      array(select distinct confrelid::regclass::text from pg_constraint
        where conrelid = c.oid and contype = 'f' and confrelid <> c.oid) as points_to
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`);
  const tables: Table[] = [];
  while (left.length > 0) {
    const placed = (name: string) => tables.some((table) => table.name === name);
    const next = left.findIndex(({ points_to }) => points_to.every(placed));
    const [table] = left.splice(next, 1);
    if (next < 0 || !table) throw new Error('The tables point to each other in a circle');
    tables.push({ name: table.name, columns: table.columns });
  }
  return tables;
}
