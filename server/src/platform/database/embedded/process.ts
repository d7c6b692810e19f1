import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { errorCode } from './errors.ts';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Whether this process serves this cluster. A number alone says nothing: after a crash it may belong to anybody,
 * and in a container small numbers come again at every start.
 */
export function isPostmaster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return worksIn(pid, cluster);
  if (process.platform === 'win32')
    return isListed('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], 'postgres.exe');
  return isListed('ps', ['-ww', '-o', 'command=', '-p', String(pid)], cluster);
}

/** A server's working folder is its cluster. A dead one that nobody has collected has none any more. */
function worksIn(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

function isListed(command: string, args: string[], mark: string): boolean {
  try {
    return execFileSync(command, args, { encoding: 'utf8', windowsHide: true }).includes(mark);
  } catch {
    return false;
  }
}
