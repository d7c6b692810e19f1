import { expect, test } from 'vitest';
import { createLabel } from '../../../server/src/features/labels/label.ts';
import {
  beginChat,
  bubblesOf,
  contactOf,
  newestConversation,
  openChat,
  write,
} from '../../../tools/browser/chat.ts';
import { frameOf } from '../../../tools/browser/frame.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({ inbox: { enable_email_collect: false } });

const contact = async () => contactOf(stage, await newestConversation(stage));

test('what the page says before there is a conversation waits for it', async () => {
  await createLabel(stage.desk.account, { title: 'sales' });
  const chat = await openChat(stage);
  await chat.page.evaluate(() => {
    const { $chatwoot } = window;
    $chatwoot?.setLabel('sales');
    $chatwoot?.setConversationCustomAttributes({ order: '1042' });
    $chatwoot?.setCustomAttributes({ plan: 'gold' });
  });
  await chat.frame.click('.start .primary');
  await chat.frame.waitForSelector('.composer textarea');
  await write(chat, 'Hello');
  await chat.frame.waitForSelector('.mine .under');
  await expect
    .poll(() => newestConversation(stage))
    .toMatchObject({ labels: ['sales'], custom_attributes: { order: '1042' } });
  await expect.poll(contact).toMatchObject({ custom_attributes: { plan: 'gold' } });
  await chat.page.evaluate(() => {
    const { $chatwoot } = window;
    $chatwoot?.removeLabel('sales');
    $chatwoot?.deleteConversationCustomAttribute('order');
    $chatwoot?.deleteCustomAttribute('plan');
  });
  await expect.poll(() => newestConversation(stage)).toMatchObject({ labels: [], custom_attributes: {} });
  await expect.poll(async () => (await contact())?.custom_attributes).toEqual({});
});

test('the page says who the visitor is, and hears when that cannot be', async () => {
  const chat = await beginChat(stage);
  await chat.page.evaluate(() =>
    window.$chatwoot?.setUser('user-1', {
      name: 'Rui Costa',
      email: 'rui@example.com',
      company_name: 'Acme',
    }),
  );
  await expect.poll(contact).toMatchObject({
    identifier: 'user-1',
    name: 'Rui Costa',
    additional_attributes: { company_name: 'Acme' },
  });
  const failed = chat.page.evaluate(
    () =>
      new Promise((resolve) =>
        window.addEventListener('chatwoot:error', (event) => resolve(Object(event).detail)),
      ),
  );
  await chat.page.evaluate(() =>
    window.$chatwoot?.setUser('user-2', { name: 'Somebody', identifier_hash: 'wrong' }),
  );
  expect(await failed).toMatchObject({ error: expect.stringContaining('HMAC') });
});

test('whoever signs out leaves nothing of theirs to the next', async () => {
  const chat = await beginChat(stage, 'A secret');
  await chat.frame.fill('.composer textarea', 'Half a');
  await chat.page.evaluate(() => window.$chatwoot?.reset());
  await chat.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const frame = await frameOf(chat.page);
  await frame.waitForSelector('.start .primary');
  expect(await frame.locator('.row').count()).toBe(0);
  await frame.click('.start .primary');
  await frame.waitForSelector('.composer textarea');
  expect(await frame.inputValue('.composer textarea')).toBe('');
  expect(await bubblesOf({ frame })).toEqual([]);
});

test('messages are told to the page, those of both sides', async () => {
  const { page, frame } = await openChat(stage);
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.addEventListener('chatwoot:on-message', (event) => heard.push(Object(event).detail));
  });
  await frame.click('.start .primary');
  await frame.waitForSelector('.composer textarea');
  await write({ frame }, 'One');
  await frame.waitForSelector('.mine .under');
  await write({ frame }, 'Two');
  await expect
    .poll(() => page.evaluate(() => Object(window).heard.map(({ content }: { content: string }) => content)))
    .toContain('Two');
});

test('a native wrapper hears that the window is there, moves it, and is told to close it', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said, ReactNativeWebView: { postMessage: (text: string) => said.push(text) } });
  });
  await page.goto(`${stage.desk.url}/widget?website_token=${stage.desk.website_token}`);
  await page.waitForSelector('.start .primary');
  const said = () => page.evaluate(() => Object(window).said as string[]);
  expect((await said()).filter((text) => text.startsWith('chatwoot-widget:{"event":"loaded"'))).toHaveLength(
    1,
  );
  await page.evaluate(() => window.postMessage('chatwoot-widget:{"event":"set-locale","locale":"fr"}', '*'));
  await page.waitForSelector('text=Démarrer une conversation');
  await page.click('[aria-label=Fermer]');
  expect(await said()).toContain('chatwoot-widget:{"type":"close-widget"}');
  await context.close();
});
