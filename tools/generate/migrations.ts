import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import type { Generated } from './generated.ts';

type Snapshot = ReturnType<typeof generateDrizzleJson>;

interface Journal {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

/** The migration from the last one to the tables as they are now: no file when nothing changed. */
export async function generateMigrations(root: string, name: string): Promise<Generated> {
  const folder = join(root, 'server/migrations');
  const tables = await findTables(root);
  if (tables.length === 0) throw new Error('No table.ts was found under server/src');
  const journal = await readJson<Journal>(join(folder, 'meta/_journal.json'));
  const last = journal.entries.at(-1);
  if (!last) throw new Error('The journal of migrations is empty');
  const before = await readJson<Snapshot>(join(folder, `meta/${numbered(last.idx)}_snapshot.json`));
  const after = generateDrizzleJson(await loadSchema(root, tables), before.id);
  const statements = await generateMigration(before, after);
  const compared = tables.length;
  if (statements.length === 0) return { compared, outdated: [], write: async () => undefined };
  const idx = last.idx + 1;
  const tag = `${numbered(idx)}_${name}`;
  return {
    compared,
    outdated: [`server/migrations/${tag}.sql:\n${statements.join('\n')}`],
    async write() {
      await writeFile(join(folder, `${tag}.sql`), `${statements.join('\n--> statement-breakpoint\n')}\n`);
      await writeJson(join(folder, `meta/${numbered(idx)}_snapshot.json`), after);
      journal.entries.push({ idx, version: last.version, when: Date.now(), tag, breakpoints: true });
      await writeJson(join(folder, 'meta/_journal.json'), journal);
    },
  };
}

async function findTables(root: string): Promise<string[]> {
  const files = await readdir(join(root, 'server/src'), { recursive: true });
  return files.filter((file) => /(^|\/)table\.ts$/.test(file)).sort();
}

async function loadSchema(root: string, files: readonly string[]): Promise<Record<string, unknown>> {
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(root, 'server/src', file)).href) as Promise<object>),
  );
  return Object.assign({}, ...modules);
}

const readJson = async <Content>(path: string) => JSON.parse(await readFile(path, 'utf8')) as Content;
const writeJson = (path: string, content: unknown) =>
  writeFile(path, `${JSON.stringify(content, null, 2)}\n`);

const numbered = (index: number) => String(index).padStart(4, '0');
