import type { Presence } from '@porchlight/client/state/desk';
import type { Agent } from '../app/queries.ts';

export type Availability = Presence['users'][string];

/** An agent with what the others see of them now. */
export interface SeenAgent {
  agent: Agent;
  availability: Availability;
}

const RANKS: Readonly<Record<Availability, number>> = { online: 0, busy: 1, offline: 2 };

/** The agents, those who are there first. Until the socket has told who that is, it is as the list had it. */
export function seenAgents(agents: readonly Agent[], users: Presence['users']): SeenAgent[] {
  const isTold = Object.keys(users).length > 0;
  return agents
    .map((agent) => ({
      agent,
      availability: isTold ? (users[agent.id] ?? 'offline') : (agent.availability_status ?? 'offline'),
    }))
    .sort(
      (one, other) =>
        RANKS[one.availability] - RANKS[other.availability] ||
        one.agent.available_name.localeCompare(other.agent.available_name),
    );
}
