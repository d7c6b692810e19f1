import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContact, makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let display_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  const contact = await makeContact(shop.account, {
    name: 'Rui Miguel Costa',
    email: 'rui@example.com',
    phone_number: '+351912000111',
    custom_attributes: { tier: 'gold', trick: '{{account.name}}' },
  });
  const row = await makeConversation(shop.account, shop.inbox, {
    contact_id: contact.id,
    custom_attributes: { order: 12 },
  });
  display_id = row.display_id;
});
afterAll(() => desk.close());

async function say(content: string, fields: object = {}) {
  const { status, body } = await shop.ask(shop.agent, 'POST', `/conversations/${display_id}/messages`, {
    content,
    ...fields,
  });
  return status === 200 ? body.content : status;
}

describe('variables are filled in', () => {
  it.each([
    ['{{contact.name}}', 'Rui Miguel Costa'],
    ['{{ contact.first_name }}', 'Rui'],
    ['{{contact.last_name}}', 'Costa'],
    ['{{contact.email}}', 'rui@example.com'],
    ['{{contact.phone_number}}', '+351912000111'],
    ['{{contact.custom_attribute.tier}}', 'gold'],
    ['{{agent.name}}', 'Ben Brown'],
    ['{{agent.first_name}}', 'Ben'],
    ['{{inbox.name}}', 'Shop'],
    ['{{account.name}}', 'Acme'],
    ['{{conversation.custom_attribute.order}}', '12'],
    ['Dear {{contact.first_name | upcase}}!', 'Dear RUI!'],
    ['{% if contact.email %}mail{% else %}none{% endif %}', 'mail'],
    ['[{{contact.nothing}}]', '[]'],
  ])('%s is %s', async (content, expected) => {
    expect(await say(content)).toBe(expected);
  });

  it('the number of the conversation is the one on the wire', async () => {
    expect(await say('#{{conversation.display_id}}')).toBe(`#${display_id}`);
  });

  it('in templates', async () => {
    expect(await say('{{contact.first_name}}', { message_type: 'template' })).toBe('Rui');
  });

  it('in private notes', async () => {
    expect(await say('{{contact.first_name}}', { private: true })).toBe('Rui');
  });
});

describe('what stays as it was written', () => {
  it.each([
    'no marks at all',
    'in code `{{contact.name}}`',
    'in a block ```{{contact.name}}```',
    'broken {{contact.name',
    'broken {% if %}',
    'unknown {% nonsense %}',
  ])('%s', async (content) => {
    expect(await say(content)).toBe(content);
  });

  it('what a customer wrote', async () => {
    expect(await say('{{account.name}}', { message_type: 'incoming' })).toBe('{{account.name}}');
  });

  it('marks inside of values', async () => {
    expect(await say('{{contact.custom_attribute.trick}}')).toBe('{{account.name}}');
  });
});

describe('a text cannot', () => {
  it.each([
    "{% include 'package.json' %}",
    "{% render 'package.json' %}",
    "{% layout 'package.json' %}",
    "{% include '../../../../../../../../etc/hostname' %}",
  ])('read files of the server: %s', async (content) => {
    expect(await say(content)).toBe(content);
  });

  it('reach into the program', async () => {
    expect(await say('{{contact.constructor.name}}{{contact.name.constructor}}')).toBe('');
  });

  it('grow beyond what a message holds', async () => {
    const content = '{% for i in (1..20000) %}aaaaaaaaaaaaaaaaaaaa{% endfor %}';
    expect(await say(content)).toBe(content);
  });

  it.each([1, 40])('keep the desk busy, even in %i pieces between code', async (pieces) => {
    const loop = '{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}';
    const content = Array.from({ length: pieces }, () => loop).join('`code`');
    const started = performance.now();
    expect(await say(content)).toBe(content);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
