import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';
import type { InboxRow } from '../inboxes/table.ts';

let desk: TestDesk;
let shop: Shop;
let back: InboxRow;
let team_id: number;
const numbers: Record<string, number> = {};

async function seed(name: string, fields: Parameters<typeof makeConversation>[2] = {}, inbox = shop.inbox) {
  desk.clock.advance(1000);
  const row = await makeConversation(shop.account, inbox, fields);
  numbers[name] = row.display_id;
  return row;
}

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  back = await makeInbox(shop.account, { name: 'Back office' });
  const team = await makeTeam(shop.account, 'billing', { members: [shop.agent] });
  team_id = team.id;
  const link = await makeContact(shop.account, { inbox_id: shop.inbox.id, source_id: 'order-7' });
  await seed('plain');
  await seed('mine', { assignee_id: shop.agent.id });
  await seed('theirs', { assignee_id: shop.administrator.id });
  await seed('resolved', { status: 'resolved' });
  await seed('pending', { status: 'pending' });
  await seed('snoozed', { status: 'snoozed' });
  await seed('back', { team_id }, back);
  await seed('linked', { contact_id: link.id });
  await setColumns(shop.account, await seed('refund'), { labels: ['refund', 'vip'] });
  await setColumns(shop.account, await seed('vip'), { labels: ['vip'] });
  const answered = await seed('answered');
  await makeMessage(shop.agent.ctx, answered, { content: 'We look into 100% of it' });
  const told = await seed('told', { status: 'resolved' });
  await makeMessage(shop.agent.ctx, told, { content: 'The Zebra is on its way' });
  const noted = await seed('noted');
  const mention = `(mention://user/${shop.agent.id}/Ben) a secret ocelot`;
  await makeMessage(shop.administrator.ctx, noted, { content: mention, private: true });
});
afterAll(() => desk.close());

async function list(query = '', who: TestUser = shop.administrator) {
  const { status, body } = await shop.ask(who, 'GET', `/conversations?${query}`);
  if (status !== 200) return status;
  const names = Object.entries(numbers);
  return body.data.payload.map(
    ({ id }: { id: number }) => names.find(([, number]) => number === id)?.[0] ?? id,
  );
}

const OPEN = ['noted', 'answered', 'vip', 'refund', 'linked', 'back', 'theirs', 'mine', 'plain'];

describe('status', () => {
  it('is open unless said otherwise', async () => {
    expect(await list()).toEqual(OPEN);
  });

  it('blank means open', async () => {
    expect(await list('status=')).toEqual(OPEN);
  });

  it.each(['pending', 'snoozed'])('%s shows those', async (status) => {
    expect(await list(`status=${status}`)).toEqual([status]);
  });

  it('resolved shows those', async () => {
    expect(await list('status=resolved')).toEqual(['told', 'resolved']);
  });

  it('all shows every one', async () => {
    expect(await list('status=all')).toHaveLength(Object.keys(numbers).length);
  });

  it('an unknown one shows none', async () => {
    expect(await list('status=closed')).toEqual([]);
  });
});

describe('whose', () => {
  it('an agent sees the own inboxes only, even where the team has conversations elsewhere', async () => {
    expect(await list('', shop.agent)).toEqual(OPEN.filter((name) => name !== 'back'));
  });

  it('an agent without inboxes sees none', async () => {
    expect(await list('status=all', shop.outsider)).toEqual([]);
  });

  it('an administrator of another account sees none of these', async () => {
    const other = await makeShop(desk);
    const { body } = await other.ask(other.administrator, 'GET', '/conversations?status=all');
    expect(body.data.payload).toEqual([]);
  });

  it('another account is refused', async () => {
    const other = await makeShop(desk);
    const { status } = await shop.ask(other.administrator, 'GET', '/conversations');
    expect(status).toBe(401);
  });
});

describe('assignee_type', () => {
  it('me shows mine', async () => {
    expect(await list('assignee_type=me', shop.agent)).toEqual(['mine']);
  });

  it('unassigned shows those of nobody', async () => {
    expect(await list('assignee_type=unassigned')).toEqual(
      OPEN.filter((name) => name !== 'mine' && name !== 'theirs'),
    );
  });

  it('assigned shows those of somebody', async () => {
    expect(await list('assignee_type=assigned')).toEqual(['theirs', 'mine']);
  });

  it.each(['all', '', 'nonsense'])('%j shows all', async (tab) => {
    expect(await list(`assignee_type=${tab}`)).toEqual(OPEN);
  });
});

describe('inbox, team, source and labels', () => {
  it('an inbox shows its own', async () => {
    expect(await list(`inbox_id=${back.id}`)).toEqual(['back']);
  });

  it('an inbox that the agent lacks shows none', async () => {
    expect(await list(`inbox_id=${back.id}`, shop.agent)).toEqual([]);
  });

  it('a team shows its own', async () => {
    expect(await list(`team_id=${team_id}`)).toEqual(['back']);
  });

  it('an unknown team is not found', async () => {
    expect(await list('team_id=999999')).toBe(404);
  });

  it('a team of another account is not found', async () => {
    const other = await makeShop(desk);
    const foreign = await makeTeam(other.account, 'foreign');
    expect(await list(`team_id=${foreign.id}`)).toBe(404);
  });

  it('a source_id shows those of the contact under it', async () => {
    expect(await list('source_id=order-7')).toEqual(['linked']);
  });

  it('an unknown source_id shows none', async () => {
    expect(await list('source_id=order-8')).toEqual([]);
  });

  it('labels show those with any of them', async () => {
    expect(await list('labels[]=refund&labels[]=nothing')).toEqual(['refund']);
    expect(await list('labels[]=vip&labels[]=refund')).toEqual(['vip', 'refund']);
  });

  it('labels may come with commas', async () => {
    expect(await list('labels=vip,refund')).toEqual(['vip', 'refund']);
  });

  it('labels that no conversation has show none', async () => {
    expect(await list('labels[]=nothing')).toEqual([]);
  });
});

describe('conversation_type', () => {
  it('mention shows where the caller was named', async () => {
    expect(await list('conversation_type=mention', shop.agent)).toEqual(['noted']);
  });

  it('mention shows nothing to others', async () => {
    expect(await list('conversation_type=mention', shop.administrator)).toEqual([]);
  });

  it('participating shows what the caller watches', async () => {
    expect(await list('conversation_type=participating', shop.agent)).toEqual(['noted', 'mine']);
  });

  it('unattended leaves out those that were answered and wait for nothing', async () => {
    expect(await list('conversation_type=unattended')).toEqual(OPEN.filter((name) => name !== 'answered'));
  });

  it('an unknown one shows all', async () => {
    expect(await list('conversation_type=odd')).toEqual(OPEN);
  });
});

describe('q', () => {
  it('finds part of a message in any case and in every status', async () => {
    expect(await list('q=zEBRA')).toEqual(['told']);
  });

  it('finds private notes too', async () => {
    expect(await list('q=ocelot')).toEqual(['noted']);
  });

  it('does not find activities', async () => {
    const row = await seed('changed');
    await shop.ask(shop.administrator, 'POST', `/conversations/${row.display_id}/toggle_status`, {
      status: 'resolved',
    });
    const { body } = await shop.ask(shop.administrator, 'GET', `/conversations/${row.display_id}/messages`);
    const [activity] = body.payload;
    delete numbers.changed;
    expect(activity.message_type).toBe(2);
    expect(await list(`q=${encodeURIComponent(activity.content)}`)).toEqual([]);
  });

  it('takes the signs of patterns for themselves', async () => {
    expect(await list(`q=${encodeURIComponent('100%')}`)).toEqual(['answered']);
    expect(await list(`q=${encodeURIComponent('1%0')}`)).toEqual([]);
    expect(await list('q=_')).toEqual([]);
    expect(await list(`q=${encodeURIComponent('\\')}`)).toEqual([]);
  });

  it('finds only what the agent may list', async () => {
    expect(await list('q=zebra', shop.outsider)).toEqual([]);
  });
});

describe('pages', () => {
  let many: Shop;
  const page = async (query: string) =>
    (await many.ask(many.administrator, 'GET', `/conversations?${query}`)).body.data.payload.map(
      ({ id }: { id: number }) => id,
    );

  beforeAll(async () => {
    many = await makeShop(desk);
    const contact = await makeContact(many.account);
    for (let count = 0; count < 27; count += 1) {
      desk.clock.advance(1000);
      await makeConversation(many.account, many.inbox, { contact_id: contact.id });
    }
  });

  it('have 25', async () => {
    expect(await page('')).toEqual(Array.from({ length: 25 }, (_, index) => 27 - index));
  });

  it('go on where the last one ended', async () => {
    expect(await page('page=2')).toEqual([2, 1]);
  });

  it('are empty past the end', async () => {
    expect(await page('page=3')).toEqual([]);
  });

  it.each(['0', '-1', 'two', '', '1.5', '99999999999999999999'])('%j is the first', async (number) => {
    expect(await page(`page=${number}`)).toHaveLength(25);
  });

  it('are off with updated_within, which leaves out what did not change since', async () => {
    expect(await page('updated_within=3600')).toHaveLength(27);
    expect(await page('updated_within=3')).toEqual([27, 26, 25]);
  });

  it('stay on with an updated_within that is no number', async () => {
    expect(await page('updated_within=soon')).toHaveLength(25);
  });
});
