import type { Random } from '../random.ts';
import type { Agent } from '../stage.ts';
import type { TeamName } from '../topics/topic.ts';
import type { Part, Scene } from './script.ts';
import type { TimedScene } from './timing.ts';

/** A message to be, with whoever acts in it. */
export interface Line extends TimedScene {
  /** Who writes or does it, on our side. */
  agent: Agent | undefined;
  /** The colleague whom a note names. */
  mentioned: Agent | undefined;
}

interface Play {
  scenes: readonly TimedScene[];
  /** What there would be had everything happened already. */
  script: readonly Scene[];
  members: readonly Agent[];
  team: TeamName;
}

const OURS = new Set<Part>(['answer', 'closing', 'note', 'assigned', 'resolved', 'snoozed', 'pending']);

/** Chooses who takes the conversation on, and who does what in it. */
export function castLines(random: Random, { scenes, script, members, team }: Play) {
  const experts = members.filter((agent) => agent.team === team);
  const lead = random.pick(experts.length > 0 ? experts : members);
  const isAnswered = script.some(({ part }) => part === 'answer');
  const isTaken = random.chance(isAnswered ? 0.96 : 0.35);
  const lines = scenes.map((scene): Line => {
    const agent = OURS.has(scene.part) ? agentFor(random, scene.part, lead, members) : undefined;
    const mentioned = scene.part === 'note' && random.chance(0.25) ? random.pick(members) : undefined;
    return { ...scene, agent, mentioned: mentioned === agent ? undefined : mentioned };
  });
  // A line says that it was taken on, unless that lies in the future.
  const isHanded = script.some(({ part }) => part === 'assigned');
  const wasHanded = scenes.some(({ part }) => part === 'assigned');
  return { lines, assignee: (isHanded ? wasHanded : isTaken) ? lead : undefined };
}

function agentFor(random: Random, part: Part, lead: Agent, members: readonly Agent[]): Agent {
  return random.chance(part === 'assigned' ? 0.4 : 0.1) ? random.pick(members) : lead;
}
