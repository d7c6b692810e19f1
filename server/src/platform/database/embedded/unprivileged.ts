import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedDatabaseError } from './errors.ts';
import type { EmbeddedLog } from './log.ts';
import { hasClusterFiles, type Place } from './place.ts';

/** PostgreSQL refuses to run as root, so a program that runs as root lets somebody else run it. */
export type Runner =
  | { kind: 'self' }
  | { kind: 'account'; uid: number; gid: number }
  /** Root itself, but without its powers and under another number. */
  | { kind: 'namespace' };

interface Account {
  name: string;
  uid: number;
  gid: number;
}

const NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534', '--'];

export async function chooseRunner(place: Place, binaries: Binaries, log: EmbeddedLog): Promise<Runner> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const account = await findAccount(place);
  if (account && account.uid !== 0 && canReach(account, place, binaries)) {
    return { kind: 'account', uid: account.uid, gid: account.gid };
  }
  const ours = account === undefined || account.uid === 0 || !(await hasClusterFiles(place));
  if (ours && canUseNamespace()) {
    log.warn(
      { data_dir: place.data_dir },
      'PostgreSQL runs in a user namespace, because no unprivileged user reaches its files',
    );
    return { kind: 'namespace' };
  }
  throw await refusal(account, place, binaries);
}

export function spawnAs(
  runner: Runner,
  command: string,
  args: string[],
  output: 'pipe' | number,
): ChildProcess {
  const inNamespace = runner.kind === 'namespace';
  const identity = runner.kind === 'account' ? { uid: runner.uid, gid: runner.gid } : {};
  return spawn(inNamespace ? 'unshare' : command, inNamespace ? [...NAMESPACE, command, ...args] : args, {
    ...identity,
    // PostgreSQL's own environment: nothing of ours, which may hold secrets, and nothing that steers it.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    cwd: dirname(command),
    // A Ctrl-C in the terminal is for the program; it stops PostgreSQL after its own work.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  });
}

/** An existing cluster goes on under its owner; a new one under the first that this system knows. */
async function findAccount(place: Place): Promise<Account | undefined> {
  if (await hasClusterFiles(place)) {
    const owner = await stat(place.cluster);
    return { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return pickAccount(users);
}

export function pickAccount(passwd: string): Account | undefined {
  const accounts = passwd.split('\n').map(parseAccount);
  // "postgres" first: other daemons share "nobody", and could read what belongs to it.
  return ['postgres', 'nobody']
    .map((name) => accounts.find((account) => account?.name === name && account.uid > 0))
    .find((account) => account !== undefined);
}

function parseAccount(line: string): Account | undefined {
  const [name, , uid, gid] = line.split(':');
  if (!name || !uid || !gid) return undefined;
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Asks the system rather than reading mode bits, which leave out access lists and mounts. */
function canReach(account: Account, place: Place, binaries: Binaries): boolean {
  const test = 'test -x "$1" && test -x "$2" && test -x "$3"';
  const answer = spawnSync(
    '/bin/sh',
    ['-c', test, 'sh', binaries.postgres, binaries.initdb, place.data_dir],
    {
      uid: account.uid,
      gid: account.gid,
      cwd: '/',
      stdio: 'ignore',
    },
  );
  return answer.status === 0;
}

function canUseNamespace(): boolean {
  return spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0;
}

async function refusal(account: Account | undefined, place: Place, binaries: Binaries): Promise<Error> {
  const start = 'PostgreSQL does not run as root';
  if (account === undefined) {
    return new EmbeddedDatabaseError(
      `${start}, and this system has neither a user "postgres" nor "nobody" to run it. Start Porchlight as an ordinary user, or set DATABASE_URL.`,
    );
  }
  if (account.uid === 0) {
    return new EmbeddedDatabaseError(
      `${start}, and the database in ${place.cluster} belongs to root. Give it away with "chown -R nobody ${place.cluster}", or start Porchlight as an ordinary user that owns ${place.data_dir}.`,
    );
  }
  const needed = [dirname(binaries.postgres), place.data_dir];
  const closed = await findClosedFolders(needed);
  return new EmbeddedDatabaseError(
    `${start}, and user ${account.name} cannot reach its files. Let it pass with "chmod o+x ${(closed.length > 0 ? closed : needed).join(' ')}", or start Porchlight as an ordinary user.`,
  );
}

/** The folders on the way to these that let only their owner or group pass. */
export async function findClosedFolders(targets: string[]): Promise<string[]> {
  const closed = new Set<string>();
  for (const target of targets) {
    for (let folder = target; folder !== dirname(folder); folder = dirname(folder)) {
      if (((await stat(folder)).mode & 0o001) === 0) closed.add(folder);
    }
  }
  return [...closed];
}
