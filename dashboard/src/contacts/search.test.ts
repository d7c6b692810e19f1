import { expect, test } from 'vitest';
import { filteredBy, narrowedBy, onPage, readSearch, sortedBy, sortOf, turnedSort } from './search.ts';

const condition = { attribute_key: 'city', filter_operator: 'equal_to', values: ['Faro'] };

test.each([
  [{ search: 'rui', label: 'vip', sort: 'name', page: 2 }, 'words and a label go together'],
  [{ filter: [condition], sort: '-created_at' }, 'conditions stand alone'],
  [{ filter: [condition], segment: 7 }, 'or as a segment'],
  [{ online: true }, 'so do those who are there'],
  [{}, 'and nothing is nothing'],
])('%j is read as it stands: %s', (search, _reason) => {
  expect(readSearch(search)).toEqual(search);
});

test.each([
  [{ search: 'rui', online: true }, { online: true }],
  [{ search: 'rui', online: true, filter: [condition] }, { filter: [condition] }],
  [{ search: '  ', label: '' }, {}],
  [{ search: 351 }, { search: '351' }],
  [{ sort: '-last_activity_at', page: 1 }, {}],
  [{ sort: 'password', page: -3, filter: [{}], online: 'yes' }, {}],
  [{ page: 1.5 }, {}],
  [{ segment: 7, label: 'vip' }, { label: 'vip' }],
  [{ filter: [condition], segment: 'x' }, { filter: [condition] }],
])('of %j what the desk can do is kept', (given, read) => {
  expect(readSearch(given)).toEqual(read);
});

test('narrowing keeps the order and begins with the first page', () => {
  expect(narrowedBy({ search: 'rui', sort: 'name', page: 3 }, { label: 'vip' })).toEqual({
    label: 'vip',
    sort: 'name',
  });
});

test('other conditions stay in the segment, and none leave it', () => {
  const segment = { filter: [condition], segment: 7, sort: 'name', page: 2 } as const;
  const other = { ...condition, values: ['Porto'] };
  expect(filteredBy(segment, [other])).toEqual({ filter: [other], segment: 7, sort: 'name' });
  expect(filteredBy(segment, [])).toEqual({ sort: 'name' });
});

test('the usual order is left out of the address', () => {
  expect(sortedBy({ search: 'rui', sort: 'name', page: 3 }, '-last_activity_at')).toEqual({ search: 'rui' });
  expect(sortedBy({ page: 3 }, 'email')).toEqual({ sort: 'email' });
});

test('choosing a column sorts by it, and again turns it round', () => {
  expect(sortOf({})).toEqual({ field: 'last_activity_at', isDescending: true });
  expect(turnedSort({}, 'name')).toBe('name');
  expect(turnedSort({ sort: 'name' }, 'name')).toBe('-name');
  expect(turnedSort({ sort: '-name' }, 'created_at')).toBe('-created_at');
  expect(turnedSort({}, 'last_activity_at')).toBe('last_activity_at');
});

test('the first page has no number', () => {
  expect(onPage({ search: 'rui', page: 2 }, 1)).toEqual({ search: 'rui' });
  expect(onPage({ search: 'rui' }, 2)).toEqual({ search: 'rui', page: 2 });
});
