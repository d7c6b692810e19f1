import { expect, test } from 'vitest';
import { conditionsOf, draftsOf, isWhole } from '../../filters/drafts.ts';
import { attributes, newDraft } from './conditions.ts';

test('conditions stay the same when they are opened and applied again', () => {
  const conditions = [
    { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: 'or' as const },
    { attribute_key: 'inbox_id', filter_operator: 'not_equal_to', values: ['3'], query_operator: null },
  ];
  expect(conditionsOf(draftsOf(attributes, conditions))).toEqual(conditions);
});

test('a condition begins with what is open, and others with nothing', () => {
  expect(isWhole(newDraft(0))).toBe(true);
  expect(isWhole(newDraft(0, 'mail_subject'))).toBe(false);
});
