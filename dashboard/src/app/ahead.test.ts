import { afterEach, expect, test, vi } from 'vitest';
import { askAhead, dropAhead, fetchAhead } from './ahead.ts';

const session = { 'access-token': 't', client: 'c', uid: 'mara@example.com' };
const PROFILE = '/api/v1/profile';

function answerWith(...bodies: string[]) {
  const asked = vi.fn(async () => new Response(bodies.shift()));
  vi.stubGlobal('fetch', asked);
  return asked;
}

afterEach(() => {
  dropAhead();
  vi.unstubAllGlobals();
});

const ahead = () => askAhead(session, (desk) => desk.profile.show({}));
const read = async (method = 'GET') => (await fetchAhead(PROFILE, { method })).text();

test('what was asked ahead is given to the first that asks the same, once', async () => {
  const asked = answerWith('early', 'later');
  ahead();
  expect(asked).toHaveBeenCalledWith(PROFILE, { method: 'GET', headers: expect.objectContaining(session) });
  expect(await read()).toBe('early');
  expect(await read()).toBe('later');
  expect(asked).toHaveBeenCalledTimes(2);
});

test('a change is never taken for what was asked ahead, and what is read after it is asked anew', async () => {
  answerWith('early', 'changed', 'as it is now');
  ahead();
  expect(await read('PATCH')).toBe('changed');
  expect(await read()).toBe('as it is now');
});

test('nothing that was asked for one person is given to the next', async () => {
  answerWith('of the first', 'of the second');
  ahead();
  dropAhead();
  expect(await read()).toBe('of the second');
});

test('a failure is told to whoever asks, and to nobody before', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('no network');
  });
  ahead();
  await expect(read()).rejects.toThrow('no network');
});
