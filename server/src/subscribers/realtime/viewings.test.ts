import { beforeEach, expect, it } from 'vitest';
import { Viewings } from './viewings.ts';

let time: number;
let viewings: Viewings;

beforeEach(() => {
  time = 1_000_000;
  viewings = new Viewings(() => new Date(time));
});

const look = (connection: string, user_id: number, conversation_id: number | null, account_id = 1) =>
  viewings.note({ account_id, connection, user_id, conversation_id });
const listed = (account_id = 1) =>
  Object.fromEntries([...viewings.list(account_id)].map(([id, users]) => [id, [...users]]));
const move = (conversation_id: number, user_id: number) => ({ account_id: 1, conversation_id, user_id });

it('whoever looks is there until the window is over, and from then on gone', () => {
  expect(look('a', 7, 12)).toEqual([move(12, 7)]);
  time += 20_000;
  expect(viewings.expire()).toEqual([]);
  time += 1;
  expect(viewings.expire()).toEqual([move(12, 7)]);
  expect([listed(), viewings.expire()]).toEqual([{}, []]);
});

it('saying it again begins the window anew, and moves nobody', () => {
  look('a', 7, 12);
  time += 19_000;
  expect(look('a', 7, 12)).toEqual([]);
  time += 19_000;
  expect([viewings.expire(), listed()]).toEqual([[], { 12: [7] }]);
});

it('moving on leaves one conversation for the other', () => {
  look('a', 7, 12);
  expect(look('a', 7, 13)).toEqual([move(12, 7), move(13, 7)]);
  expect(listed()).toEqual({ 13: [7] });
});

it('looking at nothing any more is told once', () => {
  look('a', 7, 12);
  expect([look('a', 7, null), look('a', 7, null), look('b', 8, null)]).toEqual([[move(12, 7)], [], []]);
});

it('two connections of one person are one viewer, who is there as long as one of them is', () => {
  look('a', 7, 12);
  expect(look('b', 7, 12)).toEqual([]);
  expect(look('a', 7, null)).toEqual([]);
  expect(listed()).toEqual({ 12: [7] });
  expect(look('b', 7, null)).toEqual([move(12, 7)]);
});

it('viewers stand in the order in which they came', () => {
  look('a', 9, 12);
  look('b', 7, 12);
  look('c', 8, 12);
  look('a', 9, 12);
  expect(listed()).toEqual({ 12: [9, 7, 8] });
});

it('accounts are kept apart', () => {
  look('a', 7, 12);
  look('b', 7, 12, 2);
  expect([listed(1), listed(2), listed(3)]).toEqual([{ 12: [7] }, { 12: [7] }, {}]);
  look('b', 7, null, 2);
  expect(listed(1)).toEqual({ 12: [7] });
});
