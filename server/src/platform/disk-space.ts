import { statfs } from 'node:fs/promises';
import { Refusal } from './refusal.ts';

/** Looks whether there is room to write. */
export interface DiskSpace {
  /** Refuses with 507 while there is too little room: the database must never find its own log without any. */
  refuseWhenFull(): Promise<void>;
}

interface Options {
  directory: string;
  /** Writes are refused below this. */
  free_min_bytes: number;
  now(): Date;
  /** Free bytes where the directory is; tests put their own here. */
  readFree?: (directory: string) => Promise<number>;
}

const LOOK_EVERY_MS = 500;

/** Watches the disk of a directory, looking at most twice a second. */
export function watchDiskSpace(options: Options): DiskSpace {
  const { directory, free_min_bytes, now, readFree = readFreeBytes } = options;
  let looked_at = Number.NEGATIVE_INFINITY;
  let free = Number.POSITIVE_INFINITY;
  return {
    async refuseWhenFull() {
      const time = now().getTime();
      if (Math.abs(time - looked_at) >= LOOK_EVERY_MS) {
        looked_at = time;
        // A disk that cannot be asked is not a full one.
        free = await readFree(directory).catch(() => Number.POSITIVE_INFINITY);
      }
      if (free < free_min_bytes) throw new Refusal('storage_full');
    },
  };
}

async function readFreeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** Where the database is somewhere else, its disk is somebody else's to watch. */
export const unwatchedDisk: DiskSpace = { refuseWhenFull: async () => undefined };
