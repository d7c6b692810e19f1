import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';

/*
 * Writes what is generated and committed: the migrations, from the tables. With `--check` it writes nothing and
 * fails when something would be written. A migration's name is its number and the words after `--name`.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const migrations = join(root, 'server/migrations');

type Snapshot = ReturnType<typeof generateDrizzleJson>;

interface Journal {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
};

async function findTables(): Promise<string[]> {
  const files = await readdir(join(root, 'server/src'), { recursive: true });
  return files.filter((file) => /(^|\/)table\.ts$/.test(file)).sort();
}

async function loadSchema(files: readonly string[]): Promise<Record<string, unknown>> {
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(root, 'server/src', file)).href) as Promise<object>),
  );
  return Object.assign({}, ...modules);
}

const readJson = async <Content>(path: string) => JSON.parse(await readFile(path, 'utf8')) as Content;
const writeJson = (path: string, content: unknown) =>
  writeFile(path, `${JSON.stringify(content, null, 2)}\n`);

const numbered = (index: number) => String(index).padStart(4, '0');

async function nextMigration() {
  const files = await findTables();
  if (files.length === 0) throw new Error('No table.ts was found under server/src');
  const journal = await readJson<Journal>(join(migrations, 'meta/_journal.json'));
  const last = journal.entries.at(-1);
  if (!last) throw new Error('The journal of migrations is empty');
  const before = await readJson<Snapshot>(join(migrations, `meta/${numbered(last.idx)}_snapshot.json`));
  const after = generateDrizzleJson(await loadSchema(files), before.id);
  const statements = await generateMigration(before, after);
  return { files, journal, last, after, statements };
}

async function write({ journal, last, after, statements }: Awaited<ReturnType<typeof nextMigration>>) {
  const idx = last.idx + 1;
  const tag = `${numbered(idx)}_${argument('--name') ?? 'change'}`;
  await writeFile(join(migrations, `${tag}.sql`), `${statements.join('\n--> statement-breakpoint\n')}\n`);
  await writeJson(join(migrations, `meta/${numbered(idx)}_snapshot.json`), after);
  journal.entries.push({ idx, version: last.version, when: Date.now(), tag, breakpoints: true });
  await writeJson(join(migrations, 'meta/_journal.json'), journal);
  console.log(`wrote server/migrations/${tag}.sql (${statements.length} statements)`);
}

const migration = await nextMigration();
const looked = `${migration.files.length} table files`;
if (migration.statements.length === 0) console.log(`migrations are up to date with ${looked}`);
else if (process.argv.includes('--check')) {
  console.error(
    `The tables have changed; run \`npm run generate -- --name what_changed\`:\n${migration.statements.join('\n')}`,
  );
  process.exitCode = 1;
} else await write(migration);
