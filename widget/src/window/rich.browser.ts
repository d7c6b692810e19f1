import { expect, test } from 'vitest';
import { readMessages } from '../../../server/test/factories.ts';
import { answer, beginChat, contactOf, newestConversation } from '../../../tools/browser/chat.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({ inbox: { enable_email_collect: false } });

/** What the visitor answered to a message, as the desk has it. */
async function submittedTo({ id }: { id: number }) {
  const all = await readMessages(stage.desk.account, await newestConversation(stage));
  const attributes = all.find((message) => message.id === id)?.content_attributes;
  return (attributes as Record<string, unknown> | undefined)?.submitted_values;
}

test('cards show a picture, lead where they say, and tell the page of a postback', async () => {
  const { frame, page } = await beginChat(stage);
  await page.evaluate(() => {
    window.addEventListener('chatwoot:postback', (event) => {
      Object.assign(window, { postback: (event as CustomEvent).detail });
    });
  });
  const actions = [
    { type: 'link', text: 'Look at it', uri: 'https://example.com/shirt' },
    { type: 'postback', text: 'Order it', payload: 'ORDER_1' },
    { type: 'link', text: 'Do not', uri: 'javascript:alert(1)' },
  ];
  const items = [
    { media_url: 'https://example.com/shirt.png', title: 'Blue shirt', description: 'Soft', actions },
  ];
  await answer(stage, { content: '', content_type: 'cards', content_attributes: { items } });
  await frame.waitForSelector('text=Blue shirt');
  expect(await frame.getAttribute('text=Look at it', 'href')).toBe('https://example.com/shirt');
  expect(await frame.locator('a:has-text("Do not")').count()).toBe(0);
  await frame.click('text=Order it');
  await expect
    .poll(() => page.evaluate(() => Object(window).postback))
    .toEqual({ event: 'postback', data: { payload: 'ORDER_1' } });
});

test('a choice is sent, and takes the place of what could be chosen', async () => {
  const { frame } = await beginChat(stage);
  const items = [
    { title: 'Small', value: 's' },
    { title: 'Large', value: 'l' },
  ];
  const asked = await answer(stage, {
    content: 'Which?',
    content_type: 'input_select',
    content_attributes: { items },
  });
  await frame.click('text=Large');
  await frame.waitForSelector('.answer:has-text("Large")');
  expect(await frame.locator('.choices').count()).toBe(0);
  expect(await submittedTo(asked)).toEqual([{ title: 'Large', value: 'l' }]);
});

test('a form is answered whole, and checks what its pattern says', async () => {
  const { frame } = await beginChat(stage);
  const items = [
    { name: 'order', type: 'text', label: 'Order', pattern: '^\\d+$', pattern_error: 'Digits, please' },
    { name: 'mail', type: 'email', label: 'Mail' },
    { name: 'note', type: 'text_area', label: 'Note' },
    { name: 'why', type: 'select', label: 'Why', options: [{ label: 'Broken', value: 'broken' }] },
  ];
  const asked = await answer(stage, {
    content: 'Details',
    content_type: 'form',
    content_attributes: { items },
  });
  await frame.getByLabel('Order').fill('ten');
  await frame.click('.questions .primary');
  await frame.waitForSelector('text=Digits, please');
  await frame.getByLabel('Order').fill('10');
  await frame.getByLabel('Mail').fill('rui@example.com');
  await frame.getByLabel('Note').fill('In the box');
  await frame.getByLabel('Why').selectOption('Broken');
  await frame.click('.questions .primary');
  await frame.waitForSelector('.answers dd:has-text("10")');
  expect(await submittedTo(asked)).toEqual([
    { name: 'order', value: '10' },
    { name: 'mail', value: 'rui@example.com' },
    { name: 'note', value: 'In the box' },
    { name: 'why', value: 'broken' },
  ]);
});

test('an address that is asked for becomes that of the contact', async () => {
  const { frame } = await beginChat(stage);
  await answer(stage, { content: 'Your address?', content_type: 'input_email' });
  await frame.getByLabel('Email address').fill('not an address');
  await frame.click('.questions .primary');
  await frame.waitForSelector('text=Enter an email address');
  await frame.getByLabel('Email address').fill('rui.costa@example.com');
  await frame.click('.questions .primary');
  await frame.waitForSelector('.answer:has-text("rui.costa@example.com")');
  const contact = await contactOf(stage, await newestConversation(stage));
  expect(contact?.email).toBe('rui.costa@example.com');
  await frame.click('[aria-label="More options"]');
  await frame.click('text=Email me a copy');
  await frame.waitForSelector('.announcement:not(:empty)');
});

test('articles are shown with their links', async () => {
  const { frame } = await beginChat(stage);
  const items = [{ title: 'Returns', description: 'In three steps', link: 'https://example.com/returns' }];
  await answer(stage, { content: 'Read', content_type: 'article', content_attributes: { items } });
  await frame.waitForSelector('text=In three steps');
  expect(await frame.getAttribute('text=Returns', 'href')).toBe('https://example.com/returns');
});

test.each([
  ['faces', 'emoji'],
  ['stars', 'star'],
])('a survey in %s takes a rating at once, and a word about it after', async (_, display_type) => {
  const { frame } = await beginChat(stage);
  const asked = await answer(stage, {
    content: 'How was it?',
    content_type: 'input_csat',
    content_attributes: { display_type },
  });
  await frame.waitForSelector('.ratings');
  expect(
    await frame.locator('.ratings input').evaluateAll((all) => all.map((each) => each.ariaLabel)),
  ).toEqual(['Very bad', 'Bad', 'Okay', 'Good', 'Very good']);
  await frame.click('.ratings label >> nth=3');
  await expect.poll(() => submittedTo(asked)).toMatchObject({ csat_survey_response: { rating: 4 } });
  await frame.getByLabel('Tell us more').fill('Quick');
  await frame.click('.feedback .primary');
  await frame.waitForSelector('text=Thank you!');
  await expect
    .poll(() => submittedTo(asked))
    .toMatchObject({ csat_survey_response: { rating: 4, feedback_message: 'Quick' } });
  expect(await frame.locator('.ratings input').first().isDisabled()).toBe(true);
});

test('a kind of message that is not known is shown as its text', async () => {
  const { frame } = await beginChat(stage);
  await answer(stage, {
    content: 'Join the call',
    content_type: 'integrations',
    content_attributes: { type: 'dyte' },
  });
  await frame.waitForSelector('.bubble:has-text("Join the call")');
});

test('an answer quotes what it answers, on both sides', async () => {
  const { frame } = await beginChat(stage, 'My question');
  const first = await answer(stage, { content: 'Which one do you mean?' });
  await frame.hover('.bubble:has-text("Which one")');
  await frame.click('[aria-label=Reply]');
  await frame.waitForSelector('.answered:has-text("Which one do you mean?")');
  await frame.fill('.composer textarea', 'The blue one');
  await frame.press('.composer textarea', 'Enter');
  await frame.waitForSelector('.mine .quote:has-text("Which one do you mean?")');
  const conversation = await newestConversation(stage);
  const quoted = async () =>
    (await readMessages(stage.desk.account, conversation)).at(-1)?.content_attributes;
  // The bubble stands there before the desk has taken it.
  await expect.poll(quoted).toMatchObject({ in_reply_to: first.id });
});
