import { expect, test } from 'vitest';
import { bringOnline, takeOffline } from '../../../server/test/factories.ts';
import { ask, makeUser } from '../../../server/test/harness.ts';
import {
  answer,
  beginChat,
  bubblesOf,
  newestConversation,
  openChat,
  write,
} from '../../../tools/browser/chat.ts';
import { openWebsite } from '../../../tools/browser/desk.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({
  channel: { widget_color: '#6b3fd4', welcome_title: 'Hi there', welcome_tagline: 'Ask us anything.' },
  inbox: { enable_email_collect: false },
});

const website = async (options: Parameters<typeof openWebsite>[1]) => ({
  widget: { url: stage.desk.url, website_token: (await openWebsite(stage.desk, options)).website_token },
});

test('home greets, says who is there and when an answer may be expected', async () => {
  await bringOnline(stage.desk.account, stage.desk.agent);
  const { frame, complaints } = await openChat(stage);
  expect(await frame.textContent('h1')).toBe('Hi there');
  await frame.waitForSelector('text=We are online');
  expect(await frame.textContent('.start')).toContain('We usually reply in a few minutes');
  expect(complaints).toEqual([]);
});

test('home says that nobody is there, in the words of the site', async () => {
  await takeOffline(stage.desk.account, stage.desk.agent);
  const { frame } = await openChat(stage, { settings: { unavailableMessage: 'The shop sleeps' } });
  await frame.waitForSelector('text=The shop sleeps');
  await bringOnline(stage.desk.account, stage.desk.agent);
});

test('outside its hours the inbox says so, and when it is back', async () => {
  const { desk, account } = stage.desk;
  const { inbox, website_token } = await openWebsite(stage.desk, {});
  const administrator = await makeUser(desk, account, 'administrator', 'Mara Silva');
  // A quarter of an hour that is never now: the one that began six hours ago.
  const began = new Date(Date.now() - 6 * 3_600_000).getUTCHours();
  const hours = { open_hour: began, open_minutes: 0, close_hour: began, close_minutes: 15 };
  const day = { closed_all_day: false, open_all_day: false, ...hours };
  const body = {
    working_hours_enabled: true,
    timezone: 'UTC',
    out_of_office_message: 'We are at the fair this week.',
    working_hours: [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, ...day })),
  };
  const path = `/api/v1/accounts/${account.account.id}/inboxes/${inbox.id}`;
  expect((await ask(desk, 'PATCH', path, { token: administrator.token, body })).status).toBe(200);
  const { frame } = await openChat(stage, { widget: { url: stage.desk.url, website_token } });
  await frame.waitForSelector('text=We are at the fair this week.');
  await frame.waitForSelector('text=We are away right now');
  await frame.waitForSelector('text=We will be back:');
});

test('nothing is stored and nobody is made before the first word; after it there is one conversation', async () => {
  const { frame, requests, context, page } = await openChat(stage);
  await frame.click('.start .primary');
  await frame.waitForSelector('.composer textarea');
  expect(requests.filter((url) => url.includes('/widget/config'))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await write({ frame }, 'Where is my order?');
  await frame.waitForSelector('.mine .under');
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['cw_conversation']);
  expect(requests.filter((url) => url.includes('cw_conversation') || /eyJ/.test(url))).toEqual([]);
  await page.reload();
  await page.waitForFunction(() => window.$chatwoot?.hasLoaded);
});

test('an agent is heard, named, and read as Markdown', async () => {
  const chat = await beginChat(stage);
  await answer(stage, { content: 'Look **here**: https://example.com/a' });
  await chat.frame.waitForSelector('.bubble strong');
  expect(await chat.frame.textContent('.group:not(.mine) .under')).toContain('Ana Lima');
  expect(await chat.frame.getAttribute('.bubble a', 'rel')).toContain('noopener');
  await expect.poll(() => chat.frame.textContent('.bar h1')).toBe('Ana Lima');
});

test('a second conversation begins beside the first, and each is found again', async () => {
  const chat = await beginChat(stage, 'The first matter');
  await chat.frame.click('[aria-label=Back]');
  await chat.frame.click('text=Start a new conversation');
  await chat.frame.waitForSelector('.composer textarea');
  await write(chat, 'Another matter');
  await chat.frame.waitForSelector('.mine .under');
  expect(await bubblesOf(chat, '.mine .bubble')).toEqual(['Another matter']);
  await chat.frame.click('[aria-label=Back]');
  await expect.poll(() => chat.frame.locator('.row').count()).toBe(2);
  await chat.frame.click('.row:has-text("The first matter")');
  await expect.poll(() => bubblesOf(chat, '.mine .bubble')).toEqual(['The first matter']);
});

test('a visitor ends the conversation, and cannot go on where the inbox does not want that', async () => {
  const site = await website({
    inbox: { allow_messages_after_resolved: false, enable_email_collect: false },
  });
  const { frame } = await beginChat(stage, 'Thanks', site);
  await frame.click('[aria-label="More options"]');
  await frame.click('role=menuitem[name="End conversation"]');
  await frame.click('.question .primary');
  await frame.waitForSelector('text=This conversation has ended');
  expect(await frame.locator('.composer').count()).toBe(0);
  expect((await newestConversation(stage)).status).toBe('resolved');
  await frame.click('text=Start a new conversation');
  await frame.waitForSelector('.composer textarea');
});

test('the window keeps what an inbox or a site does not offer to itself', async () => {
  const site = await website({ channel: { selected_feature_flags: [] } });
  const { frame } = await beginChat(stage, 'Hello', site);
  for (const label of ['Attach files', 'Add an emoji']) expect(await frame.getByLabel(label).count()).toBe(0);
  await frame.click('[aria-label="More options"]');
  await frame.waitForSelector('role=menuitemcheckbox');
  expect(await frame.locator('role=menuitem').count()).toBe(0);
});

test('what comes while the window is closed is shown beside it, and opens', async () => {
  const chat = await beginChat(stage);
  await chat.page.evaluate(() => window.$chatwoot?.toggle('close'));
  await answer(stage, { content: 'Are you still there?' });
  await chat.page.waitForSelector('.woot-widget-holder.has-unread-view');
  await chat.frame.waitForSelector('.unread-message:has-text("Are you still there?")');
  const height = () => chat.page.locator('#chatwoot_live_chat_widget').evaluate((each) => each.clientHeight);
  expect(await height()).toBeLessThan(260);
  await chat.frame.click('.unread-message');
  await chat.frame.waitForSelector('.composer textarea');
  expect(await chat.page.locator('.has-unread-view').count()).toBe(0);
  expect(await height()).toBeGreaterThan(400);
  await expect.poll(async () => (await newestConversation(stage)).contact_last_seen_at).not.toBeNull();
});

test('a list that was on its way when something came does not hide it', async () => {
  const chat = await openChat(stage);
  let listed = 0;
  await chat.page.route('**/api/v1/widget/conversations/list?**', async (route) => {
    const response = await route.fetch();
    listed += 1;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.fulfill({ response });
    listed -= 1;
  });
  await chat.frame.click('.start .primary');
  await chat.frame.waitForSelector('.composer textarea');
  await chat.frame.fill('.composer textarea', 'Hello');
  await chat.frame.press('.composer textarea', 'Enter');
  await chat.frame.waitForSelector('.mine .under');
  await expect.poll(() => listed).toBeGreaterThan(0);
  await chat.page.evaluate(() => window.$chatwoot?.toggle('close'));
  await answer(stage, { content: 'Are you still there?' });
  await chat.frame.waitForSelector('.unread-message:has-text("Are you still there?")');
  await expect.poll(() => listed).toBe(0);
  await chat.page.waitForTimeout(300);
  expect(await chat.frame.locator('.unread-message:has-text("Are you still there?")').count()).toBe(1);
});

test('who comes back finds the conversation, with what is new in it', async () => {
  const chat = await beginChat(stage, 'I come back');
  await chat.page.goto('about:blank');
  await answer(stage, { content: 'Welcome back' });
  await chat.page.goto(`${stage.site.origin.replace('localhost', '127.0.0.1')}/`);
  await chat.page.waitForFunction(() => window.$chatwoot?.hasLoaded);
  await chat.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const frame = await chat.page
    .waitForSelector('#chatwoot_live_chat_widget')
    .then((each) => each.contentFrame());
  await frame?.waitForSelector('.bubble:has-text("Welcome back")');
  expect(await frame?.locator('.mine .bubble').allInnerTexts()).toEqual(['I come back']);
});

test('who types is told to both sides', async () => {
  const { frame, page } = await beginChat(stage);
  const row = await newestConversation(stage);
  const told = page.waitForRequest(
    (request) => /toggle_typing/.test(request.url()) && /"on"/.test(request.postData() ?? ''),
  );
  await frame.locator('.composer textarea').pressSequentially('He');
  await told;
  const path = `/api/v1/accounts/${row.account_id}/conversations/${row.display_id}/toggle_typing_status`;
  const say = (typing_status: string) =>
    ask(stage.desk.desk, 'POST', path, { token: stage.desk.agent.token, body: { typing_status } });
  await say('on');
  await frame.waitForSelector('.typing:has-text("Ana Lima is typing")');
  await say('off');
  await frame.waitForSelector('.typing', { state: 'detached' });
});

test('Escape closes the window; an open menu is closed first', async () => {
  const { frame, page } = await beginChat(stage);
  await frame.click('[aria-label="More options"]');
  await frame.waitForSelector('[role=menu]');
  await page.keyboard.press('Escape');
  await frame.waitForSelector('[role=menu]', { state: 'detached' });
  expect(await page.evaluate(() => window.$chatwoot?.isOpen)).toBe(true);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => window.$chatwoot?.isOpen === false);
});

test('the language of the site is spoken, from right to left where it is read so', async () => {
  const { frame, page, requests } = await openChat(stage, { settings: { locale: 'ar' } });
  expect(await frame.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual([
    'rtl',
    'ar',
  ]);
  expect(requests.filter((url) => /widget-assets\/(ar|en)-/.test(url))).toHaveLength(1);
  await page.evaluate(() => window.$chatwoot?.setLocale('pt_BR'));
  await frame.waitForSelector('text=Iniciar uma conversa');
  expect(await frame.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual([
    'ltr',
    'pt-BR',
  ]);
});

test('the window is dark when the site wants it, and when the visitor does and the site agrees', async () => {
  const { frame, page } = await openChat(stage, { settings: { darkMode: 'auto' } }, { colorScheme: 'dark' });
  const scheme = () => frame.evaluate(() => document.documentElement.dataset.scheme);
  expect(await scheme()).toBe('dark');
  await page.evaluate(() => window.$chatwoot?.setColorScheme('light'));
  await expect.poll(scheme).toBe('light');
  await page.evaluate(() => window.$chatwoot?.setColorScheme('dark'));
  await expect.poll(scheme).toBe('dark');
});

test('a window of its own goes on with the same visitor, whose token is in no address', async () => {
  const chat = await beginChat(stage, 'In a window of my own', { settings: { showPopoutButton: true } });
  const [popout] = await Promise.all([
    chat.context.waitForEvent('page'),
    chat.frame.click('[aria-label="Open in a new window"]'),
  ]);
  await popout.waitForSelector('.mine .bubble');
  expect(popout.url()).not.toMatch(/eyJ|cw_conversation/);
  expect(await popout.locator('.mine .bubble').allInnerTexts()).toEqual(['In a window of my own']);
  await popout.fill('.composer textarea', 'From there');
  await popout.press('.composer textarea', 'Enter');
  await popout.waitForSelector('.mine .bubble:has-text("From there")');
  await expect.poll(() => bubblesOf(chat, '.mine .bubble')).toContain('From there');
});
