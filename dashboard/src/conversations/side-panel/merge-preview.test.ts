import { expect, test } from 'vitest';
import { mergePreview } from './merge-preview.ts';

test('what the base has stays, its blanks are filled, what differs is lost', () => {
  const base = { id: 1, name: 'Rui', email: 'rui@example.com', phone_number: null, identifier: null };
  const other = {
    id: 2,
    name: 'Rui Costa',
    email: 'rui@example.com',
    phone_number: '+351',
    identifier: null,
  };
  expect(mergePreview(base, other)).toEqual([
    { name: 'name', value: 'Rui', is_filled: false, lost: 'Rui Costa' },
    { name: 'email', value: 'rui@example.com', is_filled: false, lost: undefined },
    { name: 'phone_number', value: '+351', is_filled: true, lost: undefined },
    { name: 'identifier', value: '', is_filled: false, lost: undefined },
  ]);
});
