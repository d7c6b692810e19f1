import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { Refusal } from '../refusal.ts';
import { compile, idsWhere, type Short } from './fixtures/rows.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk?.close());

const found = (...conditions: Short[]) => idsWhere(desk, compile(...conditions));

describe.each<[says: string, condition: Short, ids: number[]]>([
  ['text is compared without regard to case', ['title', 'equal_to', ['RED OAK']], [1]],
  ['any of several values will do', ['title', 'equal_to', ['red oak', 'Red Elm']], [1, 2]],
  ['one value may stand without a list', ['title', 'equal_to', 'red oak'], [1]],
  ['values of nothing are passed over', ['title', 'equal_to', [null, '', 'red oak']], [1]],
  ['only the first value counts where it is said', ['first_title', 'equal_to', ['red oak', 'red elm']], [1]],
  ['what is absent is not different from a value', ['title', 'not_equal_to', ['red oak']], [2, 3]],
  ['what is absent is different where it is said', ['other_code', 'not_equal_to', ['A1']], [2, 3, 4]],
  ['a part of the text is found anywhere', ['title', 'contains', ['OAK']], [1, 3]],
  ['text without a part', ['title', 'does_not_contain', ['oak']], [2]],
  ['a percent sign stands for itself', ['title', 'contains', ['%']], [3]],
  ['an underscore stands for itself', ['title', 'contains', ['_']], [3]],
  ['a backslash stands for itself', ['title', 'contains', ['\\']], [3]],
  ['exact text is compared with regard to case', ['code', 'equal_to', ['A1']], [1]],
  ['a value is normalised', ['code', 'equal_to', [' A1 ']], [1]],
  ['starts_with finds the whole value only', ['code', 'starts_with', ['A']], []],
  ['a choice', ['choice', 'equal_to', ['A1', 'B2']], [1, 3]],
  ['every choice', ['choice', 'equal_to', ['all']], [1, 2, 3, 4]],
  ['no choice', ['choice', 'not_equal_to', ['all']], []],
  ['an id', ['owner', 'equal_to', [8]], [3, 4]],
  ['an id in digits', ['owner', 'equal_to', ['7']], [1]],
  ['a part of an id', ['owner', 'contains', [8]], [3, 4]],
  ['an id that is there', ['owner', 'is_present'], [1, 3, 4]],
  ['an id that is absent', ['owner', 'is_not_present', []], [2]],
  ['text that is there', ['title', 'is_present', null], [1, 2, 3]],
  ['text that is absent', ['title', 'is_not_present'], [4]],
  ['a flag', ['open', 'equal_to', [true]], [1, 3]],
  ['a flag in words', ['open', 'equal_to', ['false']], [2, 4]],
  ['a list with any of the values', ['tags', 'equal_to', ['y', 'z']], [3, 4]],
  ['a list with none of the values', ['tags', 'not_equal_to', ['y', 'z']], [1, 2]],
  ['a list with something in it', ['tags', 'is_present'], [1, 3, 4]],
  ['a list of nothing', ['tags', 'is_not_present'], [2]],
  ['a day', ['made', 'equal_to', ['2026-03-02']], [2]],
  ['later than a day means after its end', ['made', 'is_greater_than', ['2026-03-01']], [2, 3]],
  ['earlier than a day means before its beginning', ['made', 'is_less_than', ['2026-03-02']], [1]],
  ['more than some days before today', ['made', 'days_before', [8]], [1]],
  ['a number of days in digits', ['made', 'days_before', ['7']], [1, 2]],
])('%s', (_, condition, ids) => {
  it(`finds ${ids.join(', ') || 'nothing'}`, async () => {
    expect(await found(condition)).toEqual(ids);
  });
});

it('conditions are tied from left to right, and before or', async () => {
  const tied = (first: string, second: string) =>
    found(
      ['title', 'contains', ['red'], first],
      ['title', 'contains', ['elm'], second],
      ['open', 'equal_to', [true]],
    );
  expect(await tied('or', 'and')).toEqual([1, 2]);
  expect(await tied('AND', 'Or')).toEqual([1, 2, 3]);
  expect(await tied('and', 'and')).toEqual([]);
});

it('a filter stays one condition beside others', async () => {
  const filter = compile(['open', 'equal_to', [true], 'or'], ['open', 'equal_to', [false]]);
  expect(await idsWhere(desk, sql`rows.id = 1 and ${filter}`)).toEqual([1]);
});

it('what ties the last condition to nothing is passed over', async () => {
  expect(await found(['title', 'equal_to', ['red oak'], 'and'])).toEqual([1]);
});

function refusalOf(...conditions: Short[]): Refusal {
  try {
    compile(...conditions);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('The filter was taken');
}

describe.each<[says: string, conditions: Short[], words: string[]]>([
  ['no condition at all', [], ['at least one condition']],
  ['an unknown attribute', [['colour', 'equal_to', ['red']]], ['"colour"', 'title']],
  ['an attribute of every object', [['constructor', 'equal_to', ['red']]], ['"constructor"']],
  ['an unknown operator', [['title', 'like', ['red']]], ['"like"', 'title', 'contains']],
  ['an operator of other attributes', [['owner', 'is_greater_than', [1]]], ['"is_greater_than"', 'owner']],
  ['no values', [['title', 'equal_to']], ['title', 'blank']],
  ['values of nothing', [['title', 'equal_to', [null, '']]], ['title', 'blank']],
  ['an empty list', [['title', 'contains', []]], ['title', 'blank']],
  ['blank text', [['title', 'contains', ['  ']]], ['title']],
  ['a value that is an object', [['title', 'equal_to', [{ id: 1 }]]], ['title', '{"id":1}']],
  ['a list in a list', [['title', 'equal_to', [['red']]]], ['title', '["red"]']],
  ['text that is too long', [['title', 'equal_to', ['x'.repeat(1001)]]], ['title', '1000']],
  ['too many values', [['owner', 'equal_to', Array(1001).fill(1)]], ['owner', '1000']],
  ['an id that is none', [['owner', 'equal_to', ['7a']]], ['owner', '"7a"']],
  ['an id beyond all ids', [['owner', 'equal_to', ['9'.repeat(16)]]], ['owner', '999']],
  ['a choice that there is not', [['choice', 'equal_to', ['C3']]], ['choice', 'A1, B2, all', '"C3"']],
  ['a flag that is none', [['open', 'equal_to', ['maybe']]], ['open', '"maybe"']],
  ['a day that is none', [['made', 'is_less_than', ['2026-02-30']]], ['made', '"2026-02-30"']],
  ['a day in other words', [['made', 'is_less_than', ['yesterday']]], ['made', '"yesterday"']],
  ['the year nought', [['made', 'is_less_than', ['0000-01-01']]], ['made', '"0000-01-01"']],
  ['days that are no number', [['made', 'days_before', ['1; drop table rows']]], ['made', 'number of days']],
  ['days below nought', [['made', 'days_before', [-1]]], ['made', '"-1"']],
  [
    'a tie that is neither and nor or',
    [
      ['title', 'equal_to', ['x'], 'xor'],
      ['title', 'equal_to', ['y']],
    ],
    ['title', 'AND or OR', '"xor"'],
  ],
  [
    'no tie between two conditions',
    [
      ['title', 'equal_to', ['x']],
      ['title', 'equal_to', ['y']],
    ],
    ['title', 'AND or OR'],
  ],
  ['a wrong tie after the last condition', [['title', 'equal_to', ['x'], 'nor']], ['"nor"']],
])('%s', (_, conditions, words) => {
  it('is refused with a sentence that says what is wrong', () => {
    const refusal = refusalOf(...conditions);
    expect(refusal.code).toBe('unprocessable');
    for (const word of words) expect(refusal.message).toContain(word);
  });
});

it('a refusal shows the beginning of a long value only', () => {
  expect(refusalOf(['x'.repeat(100_000), 'equal_to', ['y']]).message.length).toBeLessThan(400);
});
