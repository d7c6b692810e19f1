import { WORKSPACES } from '../tree.ts';
import { type Edge, isProduct, workspaceOf } from './graph.ts';
import type { EdgeRule } from './rule.ts';

/** A door from one workspace into another: which files may be imported, whether types alone, and by whom alone. */
interface Door {
  into: RegExp;
  typesOnly?: true;
  by?: string;
}

const CONTRACT = /^contract\/src\//;
const CLIENT = /^client\/src\//;
const MANIFESTS = /^channels\/src\/manifests\.ts$/;
const PANELS = /^channels\/src\/panels\.tsx?$/;
const PORT = /^channels\/src\/port\.ts$/;
const ADAPTERS = /^channels\/src\/adapters\.ts$/;

const DOORS: Record<string, Door[]> = {
  channels: [],
  contract: [{ into: MANIFESTS }, { into: PORT, typesOnly: true }],
  client: [{ into: CONTRACT }],
  server: [
    { into: CONTRACT },
    { into: MANIFESTS },
    { into: PORT },
    { into: ADAPTERS, by: 'server/src/main.ts' },
  ],
  dashboard: [
    { into: CLIENT },
    { into: CONTRACT },
    { into: MANIFESTS },
    { into: PANELS },
    { into: PORT, typesOnly: true },
  ],
  widget: [{ into: CONTRACT, typesOnly: true }],
};

const SAYS: Record<string, string> = {
  channels: 'channels know nothing of server, contract or any other workspace',
  contract: 'contract imports channels/manifests, and types of channels/port, alone',
  client: 'client imports contract alone',
  server:
    'server imports contract, channels/manifests and channels/port; main.ts alone imports channels/adapters',
  dashboard: 'dashboard imports client, contract, channels/manifests and channels/panels alone',
  widget: 'widget imports types of contract alone',
};

function opens({ into, typesOnly, by }: Door, edge: Edge): boolean {
  if (typesOnly && !edge.isTypeOnly) return false;
  if (by && by !== edge.from) return false;
  return into.test(edge.to ?? '');
}

/** One rule per workspace, so that each needs a planted case of its own. */
export const reachRules: EdgeRule[] = WORKSPACES.map((workspace) => ({
  name: `${workspace}-reach`,
  says: SAYS[workspace] ?? '',
  concerns: ({ from, to }) => isProduct(from) && to !== undefined && workspaceOf(from) === workspace,
  allows: (edge) =>
    workspaceOf(edge.to ?? '') === workspace || (DOORS[workspace] ?? []).some((door) => opens(door, edge)),
}));
