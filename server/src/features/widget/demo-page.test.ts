import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeAccount, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk({ WIDGET_TESTS: 'on' });
});

afterAll(() => desk.close());

const makeWebsite = async () =>
  makeInbox(await makeAccount(desk), {
    channel: { type: 'web_widget', website_url: 'https://shop.example.com' },
  });

test('the page shows the widget of the website inbox that it names, or of the first', async () => {
  expect((await ask(desk, 'GET', '/widget_tests')).status).toBe(404);
  const [first, second] = [await makeWebsite(), await makeWebsite()];
  expect((await ask(desk, 'GET', '/widget_tests')).text).toContain(first.settings.website_token);
  const named = await ask(desk, 'GET', `/widget_tests?inbox_id=${second.id}`);
  expect(named.text).toContain(second.settings.website_token);
  expect((await ask(desk, 'GET', '/widget_tests?inbox_id=999')).status).toBe(404);
});

test('settings come from the address, and nothing else does', async () => {
  const hostile = encodeURIComponent('</script><script>alert(1)</script>');
  const { text, headers } = await ask(
    desk,
    'GET',
    `/widget_tests?position=left&hideMessageBubble=true&launcherTitle=${hostile}`,
  );
  expect(text).toContain('"position":"left","hideMessageBubble":true');
  expect(text.match(/<script/g)).toHaveLength(1);
  expect(headers['content-security-policy']).toContain("'strict-dynamic'");
});

test('a desk that was not told to has no such page', async () => {
  const usual = await openTestDesk();
  try {
    expect((await ask(usual, 'GET', '/widget_tests')).status).toBe(404);
  } finally {
    await usual.close();
  }
});
