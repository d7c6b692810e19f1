import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsDuring, makeShop, type Shop } from '../../../test/factories.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { makeTalk, makeWebsite, readSurveys, resolve } from '../../../test/surveys.ts';
import type { ConversationRow } from '../conversations/table.ts';
import { findResponse } from './access.ts';
import { sendSurvey } from './survey.ts';

let desk: TestDesk;
let shop: Shop;
let row: ConversationRow;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  row = await surveyed({ message: 'How was it?' });
  await speak('en');
});

async function surveyed(csat_config: object, fields: object = {}) {
  const inbox = await makeWebsite(shop.account, {
    csat_survey_enabled: true,
    csat_config: { ...csat_config },
    ...fields,
  });
  const conversation = await makeTalk(shop.account, inbox);
  await resolve(shop.account, conversation);
  await sendSurvey(shop.account, conversation.id);
  return conversation;
}

const speak = (locale: string) =>
  desk.services.database.pool.query('update accounts set locale = $1 where id = $2', [
    locale,
    shop.account.account.id,
  ]);

const path = () => `/survey/responses/${row.uuid}`;
const show = (query = '', headers = {}) => ask(desk, 'GET', `${path()}${query}`, { headers });
const send = (fields: Record<string, string>, from = '127.0.0.1') =>
  ask(desk, 'POST', path(), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    from,
  });
const answered = async () => {
  const [survey] = await readSurveys(shop.account, row);
  return survey && findResponse(shop.account, survey);
};
const chosen = (html: string) =>
  [...html.matchAll(/value="(\d)" required checked/g)].map(([, value]) => value);

describe('the form', () => {
  it('asks the question, with five labelled ratings, words and a button', async () => {
    const { status, text, headers } = await show();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('<html lang="en" dir="ltr">');
    expect(text).toContain('<title>How was it?</title>');
    expect(text).toMatch(/<fieldset>\s*<legend><h1 dir="auto">How was it\?<\/h1><\/legend>/);
    const ratings = [
      ...text.matchAll(
        /<label class="choice"><input type="radio" name="rating" value="(\d)"[^>]*>.*?<span>([^<]+)<\/span><\/label>/g,
      ),
    ];
    expect(ratings.map(([, value, word]) => [value, word])).toEqual([
      ['1', 'Very bad'],
      ['2', 'Bad'],
      ['3', 'Okay'],
      ['4', 'Good'],
      ['5', 'Very good'],
    ]);
    expect(text).toMatch(
      /<label class="more" for="feedback">.*<textarea id="feedback" name="feedback_message"/s,
    );
    expect(text).toContain('<button>Send</button>');
    expect(text).not.toContain('<script');
  });

  it('lets nothing in but its own style and pictures of the desk, and nothing be around it', async () => {
    const { text, headers } = await show();
    const policy = String(headers['content-security-policy']);
    const nonce = /style-src 'nonce-(\w{20,})'/.exec(policy)?.[1];
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      "img-src 'self' https://desk.example.com",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(text).toContain(`<style nonce="${nonce}">:root{--brand:#0a7f5a}`);
    expect(text).not.toMatch(/ style=| on\w+=/);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(String((await show()).headers['content-security-policy'])).not.toBe(policy);
  });

  it.each([
    ['de', 'lang="de" dir="ltr"', 'Sehr gut', 'Senden'],
    ['fr', 'lang="fr" dir="ltr"', 'Très bien', 'Envoyer'],
    ['es', 'lang="es" dir="ltr"', 'Muy bien', 'Enviar'],
    ['pt_BR', 'lang="pt-BR" dir="ltr"', 'Muito boa', 'Enviar'],
    ['zh_CN', 'lang="zh-CN" dir="ltr"', '很满意', '提交'],
    ['ar', 'lang="ar" dir="rtl"', 'جيدة جدًا', 'إرسال'],
    ['he', 'lang="he" dir="rtl"', 'טוב מאוד', 'שליחה'],
    ['fi', 'lang="en" dir="ltr"', 'Very good', 'Send'],
  ])('speaks %s', async (locale, signs, best, button) => {
    await speak(locale);
    const { text } = await show();
    expect(text).toContain(`<html ${signs}>`);
    expect(text).toContain(`<span>${best}</span>`);
    expect(text).toContain(`<button>${button}</button>`);
  });

  it('shows faces or stars', async () => {
    const faces = (await show()).text;
    expect([faces.includes('class="face"'), faces.includes('class="star"')]).toEqual([true, false]);
    row = await surveyed({ display_type: 'star' });
    const stars = (await show()).text;
    expect([stars.includes('class="face"'), stars.includes('class="star"')]).toEqual([false, true]);
  });

  it('takes texts of others for text', async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='x'>`;
    row = await surveyed({ message: `${hostile}?` }, { name: hostile });
    await send({ rating: '1', feedback_message: `</textarea>${hostile}` });
    for (const { text } of [
      await show(),
      await show('?change=1'),
      await send({ feedback_message: hostile }),
    ]) {
      expect(text).not.toMatch(/<script|<img|<\/textarea><|onerror='/);
      expect(text).toContain('&lt;script&gt;');
    }
  });

  it('takes no colour that is none', async () => {
    const { pool } = desk.services.database;
    const odd = JSON.stringify('red}</style><script>');
    await pool.query(
      `update inboxes set settings = jsonb_set(settings, '{widget_color}', $1) where id = $2`,
      [odd, row.inbox_id],
    );
    expect((await show()).text).not.toMatch(/--brand:|<script/);
  });
});

describe('an answer', () => {
  it('is taken, and leads to thanks', async () => {
    const { status, headers } = await send({ rating: '4', feedback_message: ' Quick\r\nand kind ' });
    expect([status, headers.location]).toEqual([303, path()]);
    expect(await answered()).toMatchObject({ rating: 4, feedback_message: 'Quick\nand kind' });
    const { text } = await show();
    expect(text).toContain('<h1>Thank you for your answer!</h1>');
    expect(text).toContain('Good</p>');
    expect(text).toContain('<blockquote dir="auto">Quick\nand kind</blockquote>');
    expect(text).not.toContain('<form');
  });

  it('can be changed', async () => {
    await send({ rating: '4', feedback_message: 'Quick' });
    expect((await show()).text).toContain('<a class="change" href="?change=1">');
    const { text } = await show('?change=1');
    expect(chosen(text)).toEqual(['4']);
    expect(text).toContain('\nQuick</textarea>');
    await send({ rating: '2', feedback_message: '' });
    expect(await answered()).toMatchObject({ rating: 2, feedback_message: null });
  });

  it('without a rating is refused with a sentence, and what was written stays', async () => {
    for (const rating of ['', '0', '6', 'x']) {
      const { status, text } = await send({ rating, feedback_message: 'So much to say' });
      expect(status).toBe(422);
      expect(text).toContain('<title>Error: How was it?</title>');
      expect(text).toContain('<fieldset aria-describedby="error">');
      expect(text).toContain('role="alert">Choose one of the five ratings, then send again.</p>');
      expect(text).toContain('\nSo much to say</textarea>');
    }
    expect(await answered()).toBeUndefined();
  });

  it('with too many words is refused, and the rating stays', async () => {
    const { status, text } = await send({ rating: '3', feedback_message: 'x'.repeat(20_001) });
    expect(status).toBe(422);
    expect(text).toContain('Your text is too long.');
    expect(chosen(text)).toEqual(['3']);
    expect(await answered()).toBeUndefined();
  });

  it('may hold what the database does not', async () => {
    expect((await send({ rating: '3', feedback_message: 'a\0b\ud800' })).status).toBe(303);
    expect((await answered())?.feedback_message).toMatch(/^ab/);
  });

  it.each([
    ['application/json', '{"rating": 5, "feedback_message": {"a": 1}}', 303],
    ['application/json', '[1]', 422],
    ['application/json', '"x"', 422],
    ['application/x-www-form-urlencoded', 'rating[]=5&feedback_message[a]=b', 422],
    [
      'multipart/form-data; boundary=edge',
      '--edge\r\nContent-Disposition: form-data; name="rating"\r\n\r\n5\r\n--edge--\r\n',
      422,
    ],
  ])('in another form does no harm: %s %s', async (type, body, status) => {
    const answer = await ask(desk, 'POST', path(), { headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status);
  });

  it('is refused when the survey is over, which says so', async () => {
    desk.clock.advance(15 * 24 * 3_600_000);
    const page = await show();
    expect(page.status).toBe(200);
    expect(page.text).toContain('<h1>This survey has ended</h1><p>It could be answered for 14 days.</p>');
    expect(page.text).not.toContain('<form');
    const events = await eventsDuring(shop.account, async () => {
      const refused = await send({ rating: '5' });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('<h1>This survey has ended</h1>');
    });
    expect([events, await answered()]).toEqual([[], undefined]);
  });

  it('that was given in time is shown after the end, and cannot be changed', async () => {
    await send({ rating: '4' });
    desk.clock.advance(15 * 24 * 3_600_000);
    for (const query of ['', '?change=1']) {
      const { text } = await show(query);
      expect(text).toContain('Thank you for your answer!');
      expect(text).not.toMatch(/<form|class="change"/);
    }
    expect((await send({ rating: '1' })).status).toBe(422);
    expect(await answered()).toMatchObject({ rating: 4 });
  });

  it('too often is held up with a page that says so', async () => {
    const from = '198.51.100.9';
    for (let sent = 0; sent < 30; sent += 1) await send({ rating: '5' }, from);
    const { status, text, headers } = await send({ rating: '5' }, from);
    expect([status, text.includes('<h1>That was very often</h1>')]).toEqual([429, true]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('without a survey', () => {
  it.each(['00000000-0000-4000-8000-000000000000', '1', '%3Cscript%3E'])('%s is not found', async (uuid) => {
    for (const method of ['GET', 'POST'] as const) {
      const { status, text, headers } = await ask(desk, method, `/survey/responses/${uuid}`, {
        headers: { 'accept-language': 'de-DE,de;q=0.9' },
      });
      expect(status).toBe(404);
      expect(headers['content-security-policy']).toBeDefined();
      expect(text).toContain('<h1>Diese Umfrage gibt es nicht</h1>');
      expect(text).not.toContain('<script');
    }
  });

  it('a suspended account shows none', async () => {
    const { pool } = desk.services.database;
    const suspend = (status: string) =>
      pool.query('update accounts set status = $1 where id = $2', [status, shop.account.account.id]);
    await suspend('suspended');
    const { status, text } = await show();
    await suspend('active');
    expect([status, text.includes('<h1>This survey is closed</h1>')]).toEqual([401, true]);
  });
});
