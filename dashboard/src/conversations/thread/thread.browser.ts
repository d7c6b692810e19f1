import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMessage } from '../../../../server/test/factories.ts';
import { violationsOn } from '../../../../tools/browser/agents.ts';
import { openBrowser } from '../../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../../tools/browser/desk.ts';
import { bubbleOf, makeThread, openThread } from '../../../../tools/browser/threads.ts';

let browser: Browser;
let desk: BrowserDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk();
});

afterAll(async () => {
  await browser.close();
  await desk.close();
});

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    content: `Line ${index} ${'and more of it '.repeat(index % 9)}`,
    ...(index % 2 ? { message_type: 'incoming' } : {}),
  }));

const scroller = '[data-thread]';

test('a long thread opens at its end, and older pages come without moving what is read', async () => {
  const { id } = await makeThread(desk, lines(120));
  const { page, complaints, close } = await openThread(browser, desk, { id });
  await bubbleOf(page, 'Line 119 ').waitFor();
  const below = () =>
    page.locator(scroller).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  await expect.poll(below).toBeLessThan(2);
  // While older messages come, a line in the middle of the window must stay where it is.
  const moved = await page.locator(scroller).evaluate(async (box) => {
    const jumps: number[] = [];
    const wait = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    for (let round = 0; round < 60; round += 1) {
      box.scrollTop -= 120;
      await wait();
      await wait();
      const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
      const line = [...box.querySelectorAll('[data-line]')].find(
        (each) => each.getBoundingClientRect().bottom > middle,
      );
      const before = line?.getBoundingClientRect().top ?? 0;
      for (let frame = 0; frame < 6; frame += 1) await wait();
      if (line?.isConnected) jumps.push(Math.abs(line.getBoundingClientRect().top - before));
    }
    return Math.max(...jumps);
  });
  expect(moved).toBeLessThanOrEqual(1);
  // Each page that comes leaves the reader where they were, so the way to the beginning goes page by page.
  const isBegun = async () => {
    await page.locator(scroller).evaluate((box) => {
      box.scrollTop = 0;
    });
    return await bubbleOf(page, 'Line 0 ').isVisible();
  };
  await expect.poll(isBegun).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test('what comes in while somebody reads further up is counted, and leads to the end', async () => {
  const { id, conversation } = await makeThread(desk, lines(40));
  const { page, close } = await openThread(browser, desk, { id });
  await bubbleOf(page, 'Line 39 ').waitFor();
  await page.locator(scroller).hover();
  await page.mouse.wheel(0, -600);
  await page.waitForTimeout(300);
  await makeMessage(desk.agent.ctx, conversation, { content: 'Are you there?', message_type: 'incoming' });
  await desk.live.drain();
  await page.getByRole('button', { name: '1 new message' }).click();
  await bubbleOf(page, 'Are you there?').waitFor();
  await close();
});

test('a link to a message leads to it, and reads it as text alone', async () => {
  const hostile = '<img src=x onerror="window.hacked=1">[x](javascript:window.hacked=1) **bold**';
  const { id, messages } = await makeThread(desk, [
    { content: hostile, message_type: 'incoming' },
    ...lines(60),
  ]);
  const search = `?messageId=${messages[0]?.id}`;
  const { page, complaints, close } = await openThread(browser, desk, { id, search });
  const bubble = page.locator(`[data-message="${messages[0]?.id}"]`);
  await bubble.waitFor();
  expect(await bubble.locator('strong').textContent()).toBe('bold');
  expect(await bubble.locator('img,a').count()).toBe(0);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  expect(complaints).toEqual([]);
  await close();
});

test('a mail is shown in a frame without script, pictures from elsewhere and styles', async () => {
  const email = {
    subject: 'Broken lamp',
    from: ['rui@example.com'],
    html_content: {
      reply:
        '<p onclick="alert(1)" style="position:fixed">My <b>lamp</b></p><script>parent.hacked=1</script>' +
        '<img src="https://tracker.example/p.png" alt="pixel"><a href="javascript:parent.hacked=1">x</a>',
      quoted: '<p>Earlier words</p>',
    },
  };
  const { id } = await makeThread(desk, [
    {
      content: 'lamp',
      message_type: 'incoming',
      content_type: 'incoming_email',
      content_attributes: { email },
    },
  ]);
  const { page, requests, complaints, close } = await openThread(browser, desk, { id });
  const frame = page.frameLocator('[data-email] iframe').first();
  await frame.locator('b', { hasText: 'lamp' }).waitFor();
  expect(await frame.locator('script,img,[onclick],[style*=fixed],a[href]').count()).toBe(0);
  expect(await page.locator('iframe').first().getAttribute('sandbox')).not.toContain('allow-scripts');
  expect(requests.filter((address) => address.includes('tracker.example'))).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  expect(complaints).toEqual([]);
  await close();
});

test('a mail is as high as what it says, and turns dark with the page', async () => {
  const email = { from: ['rui@example.com'], html_content: { reply: '<p>My <b>lamp</b></p>' } };
  const mail = { content: 'lamp', message_type: 'incoming', content_type: 'incoming_email' } as const;
  const { id } = await makeThread(desk, [{ ...mail, content_attributes: { email } }]);
  const { page, close } = await openThread(browser, desk, { id });
  const lamp = page.frameLocator('[data-email] iframe').locator('b', { hasText: 'lamp' });
  const colorOf = (locator: typeof lamp) => locator.evaluate((element) => getComputedStyle(element).color);
  await lamp.waitFor();
  const frame = page.locator('[data-email] iframe');
  await expect.poll(async () => (await frame.boundingBox())?.height).toBeLessThan(70);
  const light = await colorOf(lamp);
  expect(light).toBe(await colorOf(page.locator('body')));
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await colorOf(page.locator('body'));
  expect(dark).not.toBe(light);
  await expect.poll(() => colorOf(lamp)).toBe(dark);
  await close();
});

test('a snooze is offered while it is typed on', async () => {
  const { id } = await makeThread(desk, [{ content: 'lamp', message_type: 'incoming' }]);
  const { page, close } = await openThread(browser, desk, { id });
  await page.keyboard.press('s');
  const offered = page.getByRole('option', { name: /, 9:00 AM$/ });
  // The hour says nothing new: a day begins at nine.
  for (const typed of ['tomorrow', ' 9']) {
    await page.getByRole('dialog').getByRole('combobox').pressSequentially(typed);
    await offered.waitFor();
  }
  await close();
});

test.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['from right to left', { locale: 'ar' }],
  ['narrow', { viewport: { width: 390, height: 780 } }],
] as const)('axe finds nothing in the open conversation, %s', async (_name, options) => {
  const { id } = await makeThread(desk, [
    ...lines(3),
    { content: 'A note', private: true },
    {
      content: 'Which?',
      content_type: 'input_select',
      content_attributes: { items: [{ title: 'Red', value: 'r' }] },
    },
  ]);
  const { page, close } = await openThread(browser, desk, { id, ...options });
  await bubbleOf(page, 'A note').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await close();
});
