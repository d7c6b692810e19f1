import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let contact: Awaited<ReturnType<typeof makeContact>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  contact = await makeContact(shop.account);
});
afterAll(() => desk?.close());

const notes = (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path = '',
  body?: unknown,
  contact_id = contact.id,
) => shop.ask(shop.agent, method, `/contacts/${contact_id}/notes${path}`, body);
const write = async (content: string) => (await notes('POST', '', { content })).body;

it('an agent writes a note in the own name; account and contact are null, as clients know it', async () => {
  const { status, body } = await notes('POST', '', { content: 'Calls in the morning.' });
  expect(status).toBe(200);
  const at = Math.floor(desk.clock.now().getTime() / 1000);
  expect(body).toMatchObject({
    content: 'Calls in the morning.',
    account_id: null,
    contact_id: null,
    user: { id: shop.agent.id, name: 'Ben Brown' },
    created_at: at,
    updated_at: at,
  });
});

it('a note may be wrapped in its root key', async () => {
  expect((await notes('POST', '', { note: { content: 'Wrapped.' } })).body.content).toBe('Wrapped.');
});

it('notes are listed as a bare list, the newest first', async () => {
  expect((await notes('GET')).body).toEqual([]);
  await write('First.');
  desk.clock.advance(1000);
  await write('Second.');
  const { body } = await notes('GET');
  expect(body.map(({ content }: { content: string }) => content)).toEqual(['Second.', 'First.']);
});

it('a note is shown', async () => {
  const note = await write('First.');
  expect((await notes('GET', `/${note.id}`)).body).toEqual(note);
});

it('a colleague changes a note, which stays with who wrote it', async () => {
  const { id } = await write('First.');
  desk.clock.advance(5000);
  const path = `/contacts/${contact.id}/notes/${id}`;
  const { body } = await shop.ask(shop.outsider, 'PATCH', path, { content: 'Changed.' });
  expect(body).toMatchObject({ id, content: 'Changed.', user: { id: shop.agent.id } });
  expect(body.updated_at - body.created_at).toBe(5);
});

it('a change of nothing leaves a note as it is', async () => {
  const note = await write('First.');
  expect((await notes('PUT', `/${note.id}`, {})).body).toEqual(note);
});

it('a note is deleted with an empty answer, and is gone', async () => {
  const { id } = await write('First.');
  const kept = await write('Second.');
  const { status, text } = await notes('DELETE', `/${id}`);
  expect([status, text]).toEqual([200, '']);
  expect((await notes('GET', `/${id}`)).status).toBe(404);
  expect((await notes('GET')).body).toEqual([kept]);
});

it.each([[{}], [{ content: '' }], [{ content: ' \n' }], [{ content: 'x'.repeat(20_001) }]])(
  'a note without content, or with too much of it, is refused (%#)',
  async (body) => {
    const answer = await notes('POST', '', body);
    expect(answer.status).toBe(422);
    expect(answer.body.attributes).toEqual(['content']);
  },
);

describe.each(['GET', 'PATCH', 'DELETE'] as const)('%s', (method) => {
  it('of a note about another contact finds nothing', async () => {
    const { id } = await write('First.');
    const other = await makeContact(shop.account);
    const { status } = await notes(method, `/${id}`, { content: 'x' }, other.id);
    expect(status).toBe(404);
    expect((await notes('GET')).body).toHaveLength(1);
  });

  it('of a note in another account finds nothing', async () => {
    const { id } = await write('First.');
    const other = await makeShop(desk);
    const path = `/contacts/${contact.id}/notes/${id}`;
    expect((await other.ask(other.administrator, method, path, { content: 'x' })).status).toBe(404);
  });
});

it('notes about a contact of another account are not found, nor written', async () => {
  const theirs = await makeContact((await makeShop(desk)).account);
  expect((await notes('GET', '', undefined, theirs.id)).status).toBe(404);
  expect((await notes('POST', '', { content: 'x' }, theirs.id)).status).toBe(404);
});
