import { expect, test } from 'vitest';
import type { Agent } from '../app/queries.ts';
import { seenAgents } from './presence.ts';

const agent = (id: number, available_name: string, availability_status: Agent['availability_status']) =>
  ({ id, available_name, availability_status }) as Agent;
const agents = [agent(1, 'Ana', 'offline'), agent(2, 'Ben', 'online'), agent(3, 'Cleo', null)];
const seen = (users: Parameters<typeof seenAgents>[1]) =>
  seenAgents(agents, users).map(
    ({ agent: { available_name }, availability }) => `${available_name} ${availability}`,
  );

test('the socket knows better than the list, and whoever it does not name is not there', () => {
  expect(seen({ 1: 'busy', 3: 'online' })).toEqual(['Cleo online', 'Ana busy', 'Ben offline']);
});

test('until the socket has told, it is as the list had it', () => {
  expect(seen({})).toEqual(['Ben online', 'Ana offline', 'Cleo offline']);
});
