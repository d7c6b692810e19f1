import { expect, test } from 'vitest';
import { brought, canBring, contentOf, type Draft, NO_DRAFTS, withChange } from './draft.ts';

const beginning = { begun_after_id: 10, begun_at: 1000 };
const draft = (fields: Partial<Draft> = {}): Draft => ({
  content: '',
  files: [],
  mentions: [],
  ...beginning,
  ...fields,
});

test('a text keeps behind what it was begun, until it is empty again', () => {
  const begun = withChange(NO_DRAFTS, 'reply', { content: 'Hel' }, beginning);
  const later = withChange(begun, 'reply', { content: 'Hello' }, { begun_after_id: 12, begun_at: 1200 });
  expect(later.reply).toMatchObject({ content: 'Hello', begun_after_id: 10 });
  const empty = withChange(later, 'reply', { content: '' }, { begun_after_id: 12, begun_at: 1200 });
  expect(empty.reply).toBeUndefined();
  const anew = withChange(empty, 'reply', { content: 'H' }, { begun_after_id: 13, begun_at: 1300 });
  expect(anew.reply).toMatchObject({ begun_after_id: 13 });
});

test('what was written in the wrong place is brought to the other mode, with all that belongs to it', () => {
  const mentions = [{ kind: 'user', id: 1, name: 'Ana' }] as const;
  const begun = withChange(NO_DRAFTS, 'reply', { content: 'Hello', mentions }, beginning);
  expect(canBring(begun)).toBe(false);
  const there = { ...begun, mode: 'note' as const };
  expect(canBring(there)).toBe(true);
  expect(brought(there)).toEqual({ mode: 'note', note: begun.reply, reply: undefined });
});

test('a text that was begun in the other mode is not written over', () => {
  const both = {
    mode: 'note' as const,
    reply: draft({ content: 'For the customer' }),
    note: draft({ content: 'For us' }),
  };
  expect(canBring(both)).toBe(false);
  expect(brought(both)).toBe(both);
});

test('those named in a note become links, the longest name first', () => {
  const mentions = [
    { kind: 'user', id: 1, name: 'Ana' },
    { kind: 'user', id: 2, name: 'Ana Lima' },
    { kind: 'team', id: 3, name: 'Zürich (night)' },
  ] as const;
  const content = 'Look @Ana Lima and @Ana, @Zürich (night) but not @Anabel';
  expect(contentOf(draft({ content, mentions }), 'note', 'Yours')).toBe(
    'Look [@Ana Lima](mention://user/2/Ana%20Lima) and [@Ana](mention://user/1/Ana), ' +
      '[@Zürich (night)](mention://team/3/Z%C3%BCrich%20(night)) but not @Anabel',
  );
});

test('a reply carries the signature and names nobody', () => {
  const content = 'Hello @Ana';
  const mentions = [{ kind: 'user', id: 1, name: 'Ana' }] as const;
  expect(contentOf(draft({ content, mentions }), 'reply', 'Ben, Acme')).toBe('Hello @Ana\n\n--\n\nBen, Acme');
  expect(contentOf(draft({ content }), 'reply', undefined)).toBe('Hello @Ana');
});
