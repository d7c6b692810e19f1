import { expect, test } from 'vitest';
import {
  beginChat,
  bubblesOf,
  type Chat,
  contactOf,
  countConversations,
  newestConversation,
  openChat,
  saidIn,
} from '../../../tools/browser/chat.ts';
import { openWebsite } from '../../../tools/browser/desk.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const field = (fields: object) => ({
  enabled: true,
  required: false,
  placeholder: '',
  type: 'text',
  ...fields,
});

const stage = openStage({
  inbox: { enable_email_collect: false },
  channel: {
    pre_chat_form_enabled: true,
    pre_chat_form_options: {
      pre_chat_message: 'Tell us **who** you are.',
      pre_chat_fields: [
        field({
          name: 'emailAddress',
          type: 'email',
          label: 'E-mail',
          field_type: 'standard',
          required: true,
        }),
        field({ name: 'fullName', label: 'Name', field_type: 'standard' }),
        field({ name: 'phoneNumber', label: 'Phone', field_type: 'standard', enabled: false }),
        field({
          name: 'order',
          type: 'number',
          label: 'Order number',
          field_type: 'conversation_attribute',
          regex_pattern: '^\\d{4}$',
          regex_cue: 'Four digits, please',
        }),
        field({ name: 'shop', type: 'link', label: 'Shop', field_type: 'conversation_attribute' }),
        field({ name: 'bought_on', type: 'date', label: 'Bought on', field_type: 'conversation_attribute' }),
        field({
          name: 'plan',
          type: 'list',
          label: 'Plan',
          values: ['Free', 'Paid'],
          field_type: 'contact_attribute',
        }),
        field({
          name: 'terms',
          type: 'checkbox',
          label: 'I agree',
          field_type: 'contact_attribute',
          required: true,
        }),
      ],
    },
  },
});

async function openForm(): Promise<Chat> {
  const chat = await openChat(stage);
  await chat.frame.click('.start .primary');
  await chat.frame.waitForSelector('form.questions');
  return chat;
}

const send = ({ frame }: Chat) => frame.click('.questions > .primary');

/** What is said beside a field of that label, and tied to it. */
async function complaintOf({ frame }: Chat, label: string) {
  const input = frame.getByLabel(label);
  const id = await input.getAttribute('aria-describedby');
  return id ? frame.locator(`#${id}`).textContent() : undefined;
}

/** Visitors who say the same address are the same contact. */
async function fill({ frame }: Chat, email = 'rui@example.com') {
  await frame.getByLabel('Email address').fill(email);
  await frame.getByLabel('I agree').check();
  await frame.getByLabel('Message').fill('Where is my order?');
}

test('what is asked becomes the conversation, its attributes and those of the contact', async () => {
  const chat = await openForm();
  await fill(chat);
  await chat.frame.getByLabel('Full name').fill('Rui Costa');
  await chat.frame.getByLabel('Order number').fill('1042');
  await chat.frame.getByLabel('Shop').fill('https://shop.example.com');
  await chat.frame.getByLabel('Bought on').fill('2026-09-21');
  await chat.frame.getByLabel('Plan').selectOption('Paid');
  await send(chat);
  await chat.frame.waitForSelector('.mine .bubble');
  expect(await bubblesOf(chat)).toEqual(['Where is my order?']);
  const row = await newestConversation(stage);
  expect(row.custom_attributes).toEqual({
    order: '1042',
    shop: 'https://shop.example.com',
    bought_on: '2026-09-21',
  });
  await expect
    .poll(() => contactOf(stage, row))
    .toMatchObject({
      name: 'Rui Costa',
      email: 'rui@example.com',
      custom_attributes: { plan: 'Paid', terms: true },
    });
});

test('what is missing or wrong is said beside each field, the first of them has the focus, and nothing is lost', async () => {
  const chat = await openForm();
  const { frame } = chat;
  await frame.getByLabel('Email address').fill('nobody');
  await frame.getByLabel('Full name').fill('Rui');
  await frame.getByLabel('Order number').fill('12');
  await frame.getByLabel('Shop').fill('shop');
  await send(chat);
  await expect
    .poll(() => frame.evaluate(() => document.activeElement?.getAttribute('name')))
    .toBe('emailAddress');
  expect(await complaintOf(chat, 'Email address')).toBe('Enter an email address such as name@example.com');
  expect(await complaintOf(chat, 'Full name')).toBeUndefined();
  expect(await complaintOf(chat, 'Order number')).toBe('Four digits, please');
  expect(await complaintOf(chat, 'Shop')).toBe('Enter a link that begins with https://');
  expect(await complaintOf(chat, 'I agree')).toBe('Please fill this in');
  expect(await complaintOf(chat, 'Message')).toBe('Please fill this in');
  expect(await frame.getByLabel('Full name').inputValue()).toBe('Rui');
  expect(await frame.locator('[aria-invalid=true]').count()).toBe(5);
  await frame.getByLabel('Order number').fill('1042');
  expect(await complaintOf(chat, 'Order number')).toBeUndefined();
});

test('a form whose answer is lost on the way begins one conversation', async () => {
  const chat = await openForm();
  await fill(chat, 'lost@example.com');
  let lost = 0;
  await chat.page.route('**/api/v1/widget/conversations?**', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await send(chat);
  await chat.frame.waitForSelector('.questions [role=alert]');
  expect(await chat.frame.getByLabel('Message').inputValue()).toBe('Where is my order?');
  await send(chat);
  await chat.frame.waitForSelector('.mine .bubble');
  expect(lost).toBe(1);
  const row = await newestConversation(stage);
  expect(await countConversations(stage, row)).toBe(1);
  expect(await saidIn(stage, row)).toEqual(['Where is my order?']);
});

test('what is known of the visitor is not asked again', async () => {
  const chat = await openForm();
  await fill(chat);
  await send(chat);
  await chat.frame.waitForSelector('.mine .bubble');
  await chat.frame.click('[aria-label=Back]');
  await chat.frame.click('text=Start a new conversation');
  await chat.frame.waitForSelector('form.questions');
  const labels = await chat.frame.locator('.field label').allInnerTexts();
  expect(labels.join()).not.toMatch(/Email|name/);
  expect(labels.join()).toContain('Order number');
});

test('an inbox without questions begins at once', async () => {
  const { website_token } = await openWebsite(stage.desk, { inbox: { enable_email_collect: false } });
  const { frame } = await beginChat(stage, 'Hello', { widget: { url: stage.desk.url, website_token } });
  expect(await frame.locator('form.questions').count()).toBe(0);
});
