import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comment, type EcmaScriptModule, type Program, parseSync } from 'oxc-parser';

export const WORKSPACES = ['channels', 'contract', 'server', 'client', 'dashboard', 'widget'];

/** A file's text by its path from the root; what the rules judge, whether it is the project or a planted case. */
export type Texts = Map<string, string>;

export interface SourceFile {
  path: string;
  text: string;
  program: Program;
  module: EcmaScriptModule;
  comments: Comment[];
}

export interface Tree {
  texts: Texts;
  sources: SourceFile[];
  unreadable: string[];
}

const PASSED_OVER = new Set(['node_modules', 'data', 'coverage']);
/** Of these names only what lies at the root is made by programs. */
const PASSED_OVER_AT_ROOT = new Set(['build']);
const HIDDEN_BUT_OURS = new Set(['.ci', '.github']);
const SOURCE = /\.(ts|tsx|mts|mjs|js)$/;

/** Walks instead of asking git: a checkout that another user owns makes git refuse, and an archive has no git at all. */
export function pathsOf(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isFile()) return [path];
    if (!entry.isDirectory() || PASSED_OVER.has(entry.name) || PASSED_OVER_AT_ROOT.has(path)) return [];
    if (entry.name.startsWith('.') && !HIDDEN_BUT_OURS.has(entry.name)) return [];
    return pathsOf(root, path);
  });
}

/** Planted cases break the rules on purpose, so the rules for the product never see them. */
export function isPlanted(path: string): boolean {
  return path.startsWith('tools/planted/');
}

export function readTree(root: string): Tree {
  const paths = pathsOf(root).filter((path) => !isPlanted(path));
  const texts: Texts = new Map();
  for (const path of paths) texts.set(path, SOURCE.test(path) ? readFileSync(join(root, path), 'utf8') : '');
  for (const path of paths)
    if (/\.(md|json)$/.test(path)) texts.set(path, readFileSync(join(root, path), 'utf8'));
  return parseTree(texts);
}

export function parseTree(texts: Texts): Tree {
  const tree: Tree = { texts, sources: [], unreadable: [] };
  for (const [path, text] of texts) {
    if (!SOURCE.test(path)) continue;
    const parsed = parseSync(path, text);
    for (const error of parsed.errors) tree.unreadable.push(`${path}: ${error.message}`);
    const { program, module, comments } = parsed;
    tree.sources.push({ path, text, program, module, comments });
  }
  return tree;
}

/** Tests, their harness and their fixtures. */
export function isTest(path: string): boolean {
  return /\.(test|browser)\.tsx?$|^[a-z]+\/test\/|\/fixtures\//.test(path);
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function baseName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.[a-z]+$/, '');
}
