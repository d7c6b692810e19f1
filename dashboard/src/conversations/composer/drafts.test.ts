import { expect, test, vi } from 'vitest';
import type { ConversationDrafts } from './draft.ts';
import { Drafts } from './drafts.ts';

const beginning = () => ({ begun_after_id: 1, begun_at: 1 });

type Browser = Map<number, ConversationDrafts>;

function openDrafts(browser: Browser) {
  return new Drafts({
    read: async () => structuredClone(browser),
    write: (id, drafts) => {
      if (drafts) browser.set(id, structuredClone(drafts));
      else browser.delete(id);
    },
    beginning,
  });
}

test('what is written is kept within half a second, and found by the next page', async () => {
  vi.useFakeTimers();
  const browser: Browser = new Map();
  const drafts = openDrafts(browser);
  drafts.change(5, 'reply', { content: 'Hello' });
  drafts.change(5, 'note', { content: 'For us' });
  await vi.advanceTimersByTimeAsync(500);
  vi.useRealTimers();
  const next = openDrafts(browser);
  await next.adopt();
  expect(next.of(5)).toMatchObject({ reply: { content: 'Hello' }, note: { content: 'For us' } });
});

test('what was sent is kept no longer', async () => {
  const browser: Browser = new Map();
  const drafts = openDrafts(browser);
  drafts.change(5, 'reply', { content: 'Hello' });
  drafts.keep();
  drafts.drop(5, 'reply');
  expect(browser).toEqual(new Map());
});

test('two tabs lose nothing of each other', async () => {
  const browser: Browser = new Map();
  const [one, other] = [openDrafts(browser), openDrafts(browser)];
  one.change(1, 'reply', { content: 'one' });
  other.change(2, 'reply', { content: 'other' });
  one.keep();
  other.keep();
  expect([...browser.keys()]).toEqual([1, 2]);
});

test('what an earlier page kept does not write over what is written already', async () => {
  const browser: Browser = new Map();
  const before = openDrafts(browser);
  before.change(1, 'reply', { content: 'old' });
  before.keep();
  const drafts = openDrafts(browser);
  drafts.change(1, 'reply', { content: 'new' });
  await drafts.adopt();
  expect(drafts.of(1).reply?.content).toBe('new');
});

test('what comes back stands before what was begun since', () => {
  const drafts = openDrafts(new Map());
  drafts.change(1, 'reply', { content: 'sent' });
  const sent = drafts.of(1).reply;
  if (!sent) throw new Error('There is no draft');
  drafts.drop(1, 'reply');
  drafts.change(1, 'reply', { content: 'begun' });
  drafts.putBack(1, 'reply', sent);
  expect(drafts.of(1).reply?.content).toBe('sent\n\nbegun');
});
