import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringOnline,
  eventsDuring,
  makeConversation,
  makeShop,
  readActivities,
  readConversation,
  type Shop,
  takeOffline,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { wakeSnoozed } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const HOUR_MS = 3_600_000;

const sleep = (hours: number | undefined) =>
  makeConversation(shop.account, shop.inbox, {
    status: 'snoozed',
    ...(hours === undefined
      ? {}
      : { snoozed_until: new Date(desk.clock.now().getTime() + hours * HOUR_MS).toISOString() }),
  });

const statusOf = async (row: { id: number }) => (await readConversation(shop.account, row)).status;

describe('a snoozed conversation', () => {
  it('wakes when its time has come', async () => {
    const row = await sleep(1);
    desk.clock.advance(HOUR_MS);
    await wakeSnoozed(desk.services);
    const { status, snoozed_until } = await readConversation(shop.account, row);
    expect([status, snoozed_until]).toEqual(['open', null]);
  });

  it('sleeps on before its time', async () => {
    const row = await sleep(1);
    desk.clock.advance(HOUR_MS - 1);
    await wakeSnoozed(desk.services);
    expect(await statusOf(row)).toBe('snoozed');
  });

  it('without a time sleeps until the customer writes', async () => {
    const row = await sleep(undefined);
    desk.clock.advance(1000 * HOUR_MS);
    await wakeSnoozed(desk.services);
    expect(await statusOf(row)).toBe('snoozed');
  });

  it('wakes in every account', async () => {
    const other = await makeShop(desk);
    const until = new Date(desk.clock.now().getTime() + HOUR_MS).toISOString();
    const row = await makeConversation(other.account, other.inbox, {
      status: 'snoozed',
      snoozed_until: until,
    });
    desk.clock.advance(HOUR_MS);
    await wakeSnoozed(desk.services);
    expect((await readConversation(other.account, row)).status).toBe('open');
  });

  it('that wakes is offered to a member who is online', async () => {
    const row = await sleep(1);
    desk.clock.advance(HOUR_MS);
    await bringOnline(shop.account, shop.agent);
    await wakeSnoozed(desk.services);
    await takeOffline(shop.account, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.agent.id);
  });

  it('that wakes tells of it as the desk', async () => {
    await sleep(1);
    desk.clock.advance(HOUR_MS);
    const emitted = await eventsDuring(shop.account, () => wakeSnoozed(desk.services));
    expect(emitted.map(({ name }) => name)).toEqual([
      'conversation.status_changed',
      'conversation.opened',
      'conversation.updated',
    ]);
    expect(emitted[0]?.by).toEqual({ type: 'system', id: null });
  });

  it('that wakes leaves no line, and its last activity is not later for it', async () => {
    const row = await sleep(1);
    desk.clock.advance(HOUR_MS);
    await wakeSnoozed(desk.services);
    const { last_activity_at } = await readConversation(shop.account, row);
    expect([await readActivities(shop.account, row), last_activity_at]).toEqual([[], row.last_activity_at]);
  });

  it('wakes once, when two processes look at once', async () => {
    await sleep(1);
    desk.clock.advance(HOUR_MS);
    const emitted = await eventsDuring(shop.account, () =>
      Promise.all([wakeSnoozed(desk.services), wakeSnoozed(desk.services)]),
    );
    expect(emitted.filter(({ name }) => name === 'conversation.opened')).toHaveLength(1);
  });
});
