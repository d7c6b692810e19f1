import { posix } from 'node:path';
import { nodesOf } from '../syntax.ts';
import { isTest, lineAt, type SourceFile, type Tree, WORKSPACES } from '../tree.ts';

/** One import as it stands in a file. `to` is the file it names, or nothing when it names a package or a hole. */
export interface Edge {
  from: string;
  specifier: string;
  line: number;
  isTypeOnly: boolean;
  to: string | undefined;
  leadsTo: 'file' | 'package' | 'nothing';
}

export interface Graph {
  modules: string[];
  edges: Edge[];
}

type Request = Pick<Edge, 'specifier' | 'isTypeOnly'> & { offset: number };

export function graphOf(tree: Tree): Graph {
  const paths = new Set(tree.texts.keys());
  const edges = tree.sources.flatMap((source) =>
    requestsOf(source).map(({ offset, specifier, isTypeOnly }) => ({
      from: source.path,
      specifier,
      line: lineAt(source.text, offset),
      isTypeOnly,
      ...destinationOf(source.path, specifier, paths),
    })),
  );
  return { modules: tree.sources.map(({ path }) => path), edges };
}

function requestsOf(source: SourceFile): Request[] {
  return [...statementRequests(source), ...expressionRequests(source)];
}

function statementRequests({ module }: SourceFile): Request[] {
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    offset: start,
  }));
  const reexports = module.staticExports.flatMap(({ entries, start }) => {
    const [first] = entries.filter(({ moduleRequest }) => moduleRequest);
    if (!first?.moduleRequest) return [];
    const isTypeOnly = entries.every(({ isType }) => isType);
    return [{ specifier: first.moduleRequest.value, isTypeOnly, offset: start }];
  });
  return [...imports, ...reexports];
}

/** `import('…')` hides in expressions, and in types, where it would go round every rule if nobody looked. */
function expressionRequests({ program }: SourceFile): Request[] {
  const requests: Request[] = [];
  for (const { node } of nodesOf(program)) {
    if (node.type !== 'ImportExpression' && node.type !== 'TSImportType') continue;
    const { source, start } = node;
    if (source.type !== 'Literal' || typeof source.value !== 'string') continue;
    requests.push({ specifier: source.value, isTypeOnly: node.type === 'TSImportType', offset: start });
  }
  return requests;
}

function destinationOf(from: string, specifier: string, paths: Set<string>): Pick<Edge, 'to' | 'leadsTo'> {
  const candidates = candidatesFor(from, specifier);
  if (!candidates) return { to: undefined, leadsTo: 'package' };
  const to = candidates.find((path) => paths.has(path));
  return to ? { to, leadsTo: 'file' } : { to: undefined, leadsTo: 'nothing' };
}

/** Exports that a workspace names by itself. */
const NAMED_EXPORTS: Readonly<Record<string, string>> = { 'client/sdk': 'client/src/sdk/client.ts' };

function candidatesFor(from: string, specifier: string): string[] | undefined {
  const [path = ''] = specifier.split('?');
  if (path.startsWith('.')) return [posix.join(posix.dirname(from), path)];
  const [, workspace = '', subpath = ''] = /^@porchlight\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  if (!WORKSPACES.includes(workspace)) return undefined;
  const named = NAMED_EXPORTS[`${workspace}/${subpath}`];
  if (named) return [named];
  // The "exports" of every workspace say "./*": "./src/*.ts".
  return [`${workspace}/src/${subpath}.ts`, `${workspace}/src/${subpath}.tsx`];
}

export function isProduct(path: string): boolean {
  return WORKSPACES.includes(workspaceOf(path)) && !isTest(path);
}

export function workspaceOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}
