import { expect, test } from 'vitest';
import { BLANK, changesOf, problemsOf, problemsOfNew, valuesOf } from './contact-values.ts';

const eva = {
  name: 'Eva',
  email: 'eva@example.com',
  phone_number: null,
  identifier: null,
  additional_attributes: { company: 'Acme', city: 'Faro', tier: 3 },
};

test('what was not touched is not sent', () => {
  expect(changesOf(valuesOf(eva), valuesOf(eva))).toEqual({});
  expect(changesOf({ ...valuesOf(eva), name: ' Eva ' }, valuesOf(eva))).toEqual({});
});

test('a way to be reached that is blank is none', () => {
  const values = { ...valuesOf(eva), email: ' ', phone_number: ' +15550109999 ' };
  expect(changesOf(values, valuesOf(eva))).toEqual({ email: null, phone_number: '+15550109999' });
});

test('company, place and what is said of somebody are attributes, under the names that lists and programs look at', () => {
  const values = { ...valuesOf(eva), company: 'Boats', country: 'Portugal', about: 'Folds paper' };
  expect(changesOf(values, valuesOf(eva))).toEqual({
    additional_attributes: {
      company_name: 'Boats',
      company: 'Boats',
      country: 'Portugal',
      description: 'Folds paper',
    },
  });
});

test('a company that a program wrote can be taken away', () => {
  const emptied = changesOf({ ...valuesOf(eva), company: '' }, valuesOf(eva));
  const more = { ...eva.additional_attributes, ...emptied.additional_attributes };
  expect(valuesOf({ ...eva, additional_attributes: more }).company).toBe('');
});

test.each([
  [{ email: 'eva@example.com', phone_number: '+15550109999' }, {}],
  [
    { email: 'eva', phone_number: '555 0109' },
    { email: 'not_an_email', phone_number: 'not_a_phone' },
  ],
  [{ email: '', phone_number: '' }, {}],
  [{ phone_number: '+0555' }, { phone_number: 'not_a_phone' }],
] as const)('of %j this is wrong: %j', (fields, problems) => {
  expect(problemsOf({ ...BLANK, ...fields })).toEqual(problems);
});

test('a new contact needs something to be told apart by', () => {
  expect(problemsOfNew({ ...BLANK, name: 'Eva' })).toEqual({ email: 'no_identity' });
  expect(problemsOfNew({ ...BLANK, identifier: 'crm-1' })).toEqual({});
  expect(problemsOfNew({ ...BLANK, email: 'eva' })).toEqual({ email: 'not_an_email' });
});
