import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let path: string;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  const row = await makeConversation(shop.account, shop.inbox);
  path = `/conversations/${row.display_id}/messages`;
});
afterAll(() => desk.close());

const post = (content_type: string, items: unknown) =>
  shop.ask(shop.agent, 'POST', path, { content: 'Choose', content_type, content_attributes: { items } });

const action = { text: 'Buy', type: 'postback', payload: 'buy', uri: 'https://shop.example.com' };

describe('items are taken', () => {
  it.each([
    ['input_select', [{ title: 'Yes', value: 'y' }]],
    [
      'cards',
      [{ title: 'Hat', description: 'Red', media_url: 'https://a.example.com/h', actions: [action] }],
    ],
    [
      'form',
      [
        {
          type: 'select',
          placeholder: 'Size',
          label: 'Size',
          name: 'size',
          options: [{ label: 'L', value: 'l' }],
          default: 'l',
          required: true,
          pattern: '.',
          title: 'Size',
          pattern_error: 'No',
        },
      ],
    ],
    ['article', [{ title: 'How to', description: 'Read', link: 'https://a.example.com' }]],
  ])('of %s', async (content_type, items) => {
    const { status, body } = await post(content_type, items);
    expect([status, body.content_type, body.content_attributes]).toEqual([200, content_type, { items }]);
  });

  it('of a text without a look', async () => {
    const { status } = await post('text', [{ anything: 1 }]);
    expect(status).toBe(200);
  });
});

describe('items are refused', () => {
  it.each([
    ['input_select', []],
    ['input_select', undefined],
    ['input_select', 'Yes'],
    ['input_select', [{ title: 'Yes' }]],
    ['input_select', [{ title: 'Yes', value: 'y', colour: 'red' }]],
    ['input_select', [null]],
    ['cards', []],
    ['cards', [{ title: 'Hat' }]],
    ['cards', [{ title: 'Hat', actions: [] }]],
    ['cards', [{ title: 'Hat', actions: [{ ...action, icon: 'x' }] }]],
    ['form', []],
    ['form', [{ label: 'Size', colour: 'red' }]],
    ['article', []],
    ['article', [{ title: 'How to', body: 'Read' }]],
  ])('of %s: %j', async (content_type, items) => {
    const { status, body } = await post(content_type, items);
    expect([status, Object.keys(body)]).toEqual([422, ['error']]);
  });

  it('with a sentence that says where', async () => {
    const { body } = await post('input_select', [{ title: 'Yes', value: 'y' }, { title: 'No' }]);
    expect(body.error).toContain('items.1.value');
  });

  it('and nothing is stored', async () => {
    const before = await shop.ask(shop.agent, 'GET', path);
    await post('cards', []);
    expect((await shop.ask(shop.agent, 'GET', path)).body).toEqual(before.body);
  });
});
