import { errors } from '@porchlight/contract/errors';
import { permissions } from '@porchlight/contract/permissions';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { refusalCodesOf } from '../src/platform/http/openapi.ts';
import { readAllMails } from './mails.ts';
import { namedOperations } from './operations.ts';
import { type Cell, cellsOf, isOfHolder } from './tenancy-cells.ts';
import { isOfHidden } from './tenancy-examples.ts';
import { requestOf } from './tenancy-request.ts';
import {
  differing,
  openStage,
  rowsOfHidden,
  rowsOfHome,
  rowsOfOthers,
  type Stage,
  type Texts,
} from './tenancy-stage.ts';
import { leaksIn, withoutLinks, withoutMadeUp } from './tenancy-traces.ts';

type Named = (typeof namedOperations)[number];

let stage: Stage;
let kept: { all: Texts; others: Texts; hidden: Texts };
/** What each cell that is taken answers and leaves behind. */
const outcomes: Texts = {};
const cellsByOperation = new Map<string, number>();

beforeAll(async () => {
  stage = await openStage();
  kept = {
    all: await stage.rows.all(),
    others: await rowsOfOthers(stage),
    hidden: await rowsOfHidden(stage),
  };
});
afterEach(() => stage.rows.restore());
afterAll(() => stage?.desk.close());

const isOfAccount = ([, operation]: Named) =>
  permissions[operation.permission].roles.length > 0 || isOfHolder(operation);
const isOfPlatform = ([, { permission }]: Named) => permission === 'platform_app';
// The widget ends conversations with a GET.
const isRead = ([name, { method, path }]: Named) =>
  (method === 'GET' && name !== 'widgetConversations.resolve') || path.endsWith('/filter');
const isTaken = ({ status }: Cell) => status < 400;

async function answerOf(named: Named, cell: Cell) {
  const { desk, world, traces, hidden } = stage;
  const request = requestOf(named, cell, world);
  // So that the limits on mails and codes do not hide what lies behind them; platform apps come after the accounts,
  // whose outcomes are all of one time.
  if (!isOfAccount(named) && !isOfPlatform(named)) desk.clock.advance(3_600_000);
  const { statusCode: status, headers, body } = await desk.app.inject(request);
  const sent = JSON.stringify(request);
  const leaks = leaksIn(JSON.stringify(headers) + body, sent, traces);
  if (cell.caller === 'an agent') leaks.push(...leaksIn(withoutLinks(body), sent, hidden));
  return { status, body, leaks };
}

interface Found {
  statuses: Record<string, number>;
  leaks: string[];
  changes: string[];
}

async function walk(named: Named, cells: readonly Cell[], found: Found) {
  for (const cell of cells) {
    const { status, body, leaks } = await answerOf(named, cell);
    found.statuses[cell.title] = status;
    found.leaks.push(...leaks.map((leak) => `${cell.title}: ${leak}`));
    if (status >= 400) continue;
    found.leaks.push(...(await leaksInMails(cell)).map((leak) => `${cell.title}: ${leak} in a mail`));
    const tables = await changesBeyond(named, cell);
    found.changes.push(...tables.map((table) => `${cell.title}: ${table}`));
    if (isOfAccount(named)) outcomes[`${named[0]}, ${cell.title}`] = await outcomeOf(named, body);
    await stage.rows.restore();
  }
}

async function leaksInMails({ caller }: Cell): Promise<string[]> {
  const { desk, traces, hidden } = stage;
  const unseen = caller === 'an agent' ? [...traces, ...hidden] : traces;
  return leaksIn(JSON.stringify(await readAllMails(desk)), '', unseen);
}

/** The tables in which a request changed what is none of its business. */
async function changesBeyond(named: Named, cell: Cell): Promise<string[]> {
  const others = differing(kept.others, await rowsOfOthers(stage)).filter((name) => !isTold(named, name));
  const beside = isBesideHidden(named, cell) ? differing(kept.hidden, await rowsOfHidden(stage)) : [];
  return [...others, ...beside];
}

// Whoever leaves the account leaves its inboxes and conversations.
const LEAVING = ['agents.remove', 'platformAccountUsers.remove'];

/** Tells whether the hidden inbox should stay as it is: it is not named, and no member is taken out of it. */
function isBesideHidden([name]: Named, { path, fields, variant }: Cell): boolean {
  const places = Object.values({ ...path, ...fields });
  return !LEAVING.includes(name) && !places.includes('hidden') && !isOfHidden(variant);
}

/** What users change of themselves is told in every account of theirs, and the people of home are in the twins. */
function isTold(named: Named, table: string): boolean {
  return !isOfAccount(named) && stage.twins.some((id) => table === `events of ${id}`);
}

async function outcomeOf(named: Named, body: string): Promise<string> {
  const rows = isRead(named) ? {} : await rowsOfHome(stage);
  return withoutMadeUp(JSON.stringify([body, rows, await readAllMails(stage.desk)]));
}

describe('every operation answers each tenant and role as the contract says, and tells nothing of others', () => {
  it.each(namedOperations)('%s', async (...named) => {
    const cells = cellsOf(...named);
    const found: Found = { statuses: {}, leaks: [], changes: [] };
    await walk(
      named,
      cells.filter((cell) => !isTaken(cell)),
      found,
    );
    const afterRefusals = differing(kept.all, await stage.rows.all());
    await walk(named, cells.filter(isTaken), found);
    expect(found.statuses).toEqual(Object.fromEntries(cells.map(({ title, status }) => [title, status])));
    expect(found.leaks, 'what came of others').toEqual([]);
    expect(found.changes, 'what changed of others').toEqual([]);
    expect(afterRefusals, 'what refused requests changed').toEqual([]);
    cellsByOperation.set(named[0], Object.keys(found.statuses).length);
  });

  it('each refusal is one that the operation declares', () => {
    const undeclared = namedOperations.flatMap(([name, operation]) => {
      const declared = refusalCodesOf(operation).map((code): number => errors[code].status);
      const refused = cellsOf(name, operation).filter((cell) => !isTaken(cell));
      return refused.flatMap(({ title, status }) => (declared.includes(status) ? [] : [`${name}, ${title}`]));
    });
    expect(undeclared).toEqual([]);
  });

  it('looked at every operation, by the texts of others', () => {
    const cells = [...cellsByOperation.values()].reduce((sum, count) => sum + count, 0);
    console.info(`tenancy: ${cells} cells over ${cellsByOperation.size} operations`);
    expect(namedOperations.length).toBeGreaterThan(100);
    expect(cellsByOperation.size).toBe(namedOperations.length);
    expect(cells).toBeGreaterThanOrEqual(8 * namedOperations.length);
    const tracesOf = (word: string) => stage.traces.filter((trace) => trace.includes(word)).length;
    expect(Math.min(tracesOf('canary-b'), tracesOf('canary-twin'), stage.hidden.length)).toBeGreaterThan(15);
  });
});

/** The outcomes of all these cells, as the rows are now. */
async function outcomesOf(among: (named: Named, cell: Cell) => boolean): Promise<Texts> {
  await stage.rows.keep();
  await stage.rows.restore();
  const found: Texts = {};
  for (const named of namedOperations.filter(isOfAccount)) {
    const cells = cellsOf(...named).filter((cell) => isTaken(cell) && among(named, cell));
    for (const cell of cells) {
      found[`${named[0]}, ${cell.title}`] = await outcomeOf(named, (await answerOf(named, cell)).body);
      if (!isRead(named)) await stage.rows.restore();
    }
  }
  return found;
}

describe('nothing depends on what is not seen', () => {
  it('an account answers and changes in the same way without the other accounts', async () => {
    for (const id of [stage.world.stranger.own.accounts, ...stage.twins]) await stage.rows.removeAccount(id);
    const alone = await outcomesOf((_, { path, fields }) => !isForeign({ ...path, ...fields }));
    expect(Object.keys(alone).length).toBeGreaterThan(200);
    const together = Object.fromEntries(Object.keys(alone).map((name) => [name, outcomes[name] ?? '']));
    expect(differing(together, alone)).toEqual([]);
  }, 240_000);

  it('an agent reads the same without the conversations of an inbox that is not theirs', async () => {
    const ofAgent = (named: Named, { caller }: Cell) => isRead(named) && caller === 'an agent';
    const before = await outcomesOf(ofAgent);
    const { accounts, inboxes } = stage.world.home.hidden;
    await stage.desk.services.database.pool.query(
      'delete from conversations where account_id = $1 and inbox_id = $2',
      [accounts, inboxes],
    );
    expect(Object.keys(before).length).toBeGreaterThan(30);
    expect(differing(before, await outcomesOf(ofAgent))).toEqual([]);
  });
});

const isForeign = (places: Cell['path']) => Object.values(places).includes('foreign');
