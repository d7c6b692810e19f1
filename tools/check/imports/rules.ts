import { type Edge, isProduct, workspaceOf } from './graph.ts';
import { channelOf, featureOf, type Layer, layerOf, roleOf, subscriberOf } from './place.ts';
import { reachRules } from './reach.ts';
import type { EdgeRule } from './rule.ts';

/** From lowest to highest. A feature that is not here only has to keep out of circles. */
const FEATURE_LEVELS = [
  ['labels', 'accounts'],
  ['contacts', 'inboxes'],
  ['conversations'],
  ['macros', 'campaigns', 'csat', 'reports'],
];

const LAYERS = ['platform', 'features', 'subscribers', 'main', 'commands'];
const WIRED_BY_MAIN = new Set(['routes', 'jobs', 'subscriptions']);
const WRITTEN_ENDING = /\.(ts|tsx|mjs|json|css|svg|html)(\?.*)?$/;
const RUNS_ANYWHERE =
  /^(contract\/src|client\/src\/(sdk|state)|dashboard\/src|widget\/src)\/|^channels\/src\/(port|manifests|panels)\.ts$|^channels\/src\/[^/]+\/(manifest|panel)\.tsx?$/;

function isBetweenProduct({ from, to }: Edge): boolean {
  return isProduct(from) && to !== undefined && isProduct(to);
}

function levelOf(path: string): number {
  const feature = featureOf(path) ?? '';
  return FEATURE_LEVELS.findIndex((level) => level.includes(feature));
}

const NAMING_RULES: EdgeRule[] = [
  {
    name: 'leads-somewhere',
    says: 'names a file that is not there',
    concerns: ({ leadsTo }) => leadsTo !== 'package',
    allows: ({ leadsTo }) => leadsTo === 'file',
  },
  {
    name: 'other-workspaces-by-name',
    says: 'another workspace is imported as @porchlight/<workspace>/<file>, the own one by a relative path',
    // Tests in a browser put a server, the tools and a front end together.
    concerns: ({ from, leadsTo }) => leadsTo !== 'package' && !/^(tools|bin)\/|\.browser\.ts$/.test(from),
    allows: ({ from, to, specifier }) =>
      to === undefined || specifier.startsWith('.') === (workspaceOf(from) === workspaceOf(to)),
  },
  {
    name: 'relative-with-ending',
    says: 'write the ending of the file (.ts, .tsx, …)',
    concerns: ({ specifier }) => specifier.startsWith('.'),
    allows: ({ specifier }) => WRITTEN_ENDING.test(specifier),
  },
  {
    name: 'product-stands-alone',
    says: 'product code does not import tests, tools or bin',
    concerns: ({ from, to }) => isProduct(from) && to !== undefined,
    allows: ({ to }) => to !== undefined && (isProduct(to) || !/\.(ts|tsx|mjs|js)$/.test(to)),
  },
  {
    name: 'runs-anywhere',
    says: 'this code also runs in browsers: nothing of node: here',
    concerns: ({ from }) => isProduct(from) && RUNS_ANYWHERE.test(from),
    allows: ({ specifier }) => !specifier.startsWith('node:'),
  },
];

const CHANNEL_RULES: EdgeRule[] = [
  {
    name: 'channels-apart',
    says: 'channels never import each other',
    concerns: (edge) => isBetweenProduct(edge) && channelOf(edge.from) !== undefined,
    allows: ({ from, to = '' }) => channelOf(to) === undefined || channelOf(to) === channelOf(from),
  },
  {
    name: 'manifest-is-data',
    says: 'a manifest is data for every side: no adapter and no panel in it',
    concerns: (edge) =>
      isBetweenProduct(edge) && /^channels\/src\/([^/]+\/manifest|manifests)\.ts$/.test(edge.from),
    allows: ({ to = '' }) => !/(^|\/)(adapters?|panels?)\.tsx?$/.test(to),
  },
];

const SERVER_RULES: EdgeRule[] = [
  {
    name: 'layers-one-way',
    says: 'platform <- features <- subscribers <- main.ts <- commands',
    concerns: (edge) => isBetweenProduct(edge) && workspaceOf(edge.from) === 'server',
    allows: ({ from, to = '' }) => isBelow(layerOf(to), layerOf(from)),
  },
  {
    name: 'features-one-way',
    says: 'labels, accounts <- contacts, inboxes <- conversations <- macros, campaigns, csat, reports',
    concerns: (edge) => isBetweenProduct(edge) && levelOf(edge.from) >= 0,
    allows: ({ from, to = '' }) => levelOf(to) <= levelOf(from),
  },
  {
    name: 'feature-surface',
    says: 'routes, jobs and subscriptions belong to main.ts',
    concerns: (edge) =>
      isBetweenProduct(edge) && homeOf(edge.to) !== undefined && homeOf(edge.to) !== homeOf(edge.from),
    allows: ({ from, to = '' }) => layerOf(from) === 'main' || !WIRED_BY_MAIN.has(roleOf(to)),
  },
  {
    name: 'routes-speak-wire',
    says: 'routes do not import table.ts: ask access, list or a verb',
    concerns: (edge) => isBetweenProduct(edge) && roleOf(edge.from) === 'routes',
    allows: ({ to = '' }) => roleOf(to) !== 'table',
  },
  {
    name: 'subscribers-apart',
    says: 'subscribers never import each other',
    concerns: (edge) => isBetweenProduct(edge) && subscriberOf(edge.from) !== undefined,
    allows: ({ from, to = '' }) => subscriberOf(to) === undefined || subscriberOf(to) === subscriberOf(from),
  },
];

/** Files beside main.ts (config, context, events) stand between platform and the rest; circles keep them in order. */
function isBelow(to: Layer | undefined, from: Layer | undefined): boolean {
  if (from === 'platform') return to === 'platform' || to === undefined;
  if (from === undefined || from === 'root') return to !== 'main' && to !== 'commands';
  return LAYERS.indexOf(to ?? '') <= LAYERS.indexOf(from);
}

function homeOf(path = ''): string | undefined {
  return featureOf(path) ?? subscriberOf(path);
}

export const edgeRules: EdgeRule[] = [...NAMING_RULES, ...reachRules, ...CHANNEL_RULES, ...SERVER_RULES];
