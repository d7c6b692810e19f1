import { randomBytes } from 'node:crypto';
import * as nodeFileSystem from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { limitSource } from './source.ts';
import {
  type ByteRange,
  type FileMeta,
  type FileSource,
  type FileStore,
  FileStoreError,
  type StoredFile,
  shardedPath,
} from './store.ts';

export type FileSystem = Pick<typeof nodeFileSystem, 'mkdir' | 'open' | 'readdir' | 'rename' | 'rm' | 'stat'>;

export type DiskStore = FileStore & {
  /**
   * Removes what a crash left half written, and answers how much that was: all that nobody has written to since that
   * time. Another server with the same folder may be receiving what is younger.
   */
  removeUnfinished(since: Date): Promise<number>;
};

// Beside the shards, so that a rename stays within one file system.
const unfinished_folder = 'unfinished';

/** Files below `directory`, which is made when it is missing. */
export function createDiskStore(options: { directory: string; fileSystem?: FileSystem }): DiskStore {
  const { directory, fileSystem = nodeFileSystem } = options;
  const disk = { directory, fileSystem };
  return {
    put: (key, source, meta) => translated(directory, () => put(disk, key, { source, meta })),
    get: (key, range) => translated(directory, () => get(disk, key, range)),
    delete: (key) =>
      translated(directory, () => fileSystem.rm(join(directory, shardedPath(key)), { force: true })),
    removeUnfinished: (since) => translated(directory, () => removeUnfinished(disk, since)),
  };
}

type Disk = { directory: string; fileSystem: FileSystem };

async function put(
  disk: Disk,
  key: string,
  file: { source: FileSource; meta: FileMeta },
): Promise<{ size_bytes: number }> {
  const { directory, fileSystem } = disk;
  const final = join(directory, shardedPath(key));
  const temporary = join(directory, unfinished_folder, `${key}.${randomBytes(6).toString('hex')}`);
  await fileSystem.mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
  try {
    const size_bytes = await writeThrough(
      fileSystem,
      temporary,
      limitSource(file.source, file.meta.size_max_bytes),
    );
    await fileSystem.mkdir(dirname(final), { recursive: true, mode: 0o700 });
    await fileSystem.rename(temporary, final);
    await syncFolders(disk, dirname(final));
    return { size_bytes };
  } catch (error) {
    await fileSystem.rm(temporary, { force: true });
    throw error;
  }
}

async function writeThrough(
  fileSystem: FileSystem,
  path: string,
  pieces: AsyncIterable<Buffer>,
): Promise<number> {
  const handle = await fileSystem.open(path, 'wx', 0o600);
  try {
    let size_bytes = 0;
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      size_bytes += piece.length;
    }
    await handle.sync();
    return size_bytes;
  } finally {
    await handle.close();
  }
}

/** A new name is safe only once its folder is written, and a new folder once its parent is. */
async function syncFolders(disk: Disk, folder: string): Promise<void> {
  for (const path of [folder, dirname(folder), disk.directory]) {
    await syncFolder(disk.fileSystem, path);
  }
}

async function syncFolder(fileSystem: FileSystem, path: string): Promise<void> {
  try {
    const handle = await fileSystem.open(path, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    // Windows and some network file systems cannot write a folder through; the file itself is.
    if (!['EPERM', 'EINVAL', 'EISDIR', 'ENOTSUP'].includes(codeOf(error))) {
      throw error;
    }
  }
}

async function get(disk: Disk, key: string, range?: ByteRange): Promise<StoredFile | undefined> {
  const handle = await disk.fileSystem
    .open(join(disk.directory, shardedPath(key)), 'r')
    .catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
  if (handle === undefined) {
    return undefined;
  }
  try {
    const { size } = await handle.stat();
    const part = range === undefined ? {} : { start: range.first_byte, end: range.last_byte };
    return { stream: handle.createReadStream(part), size_bytes: size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function removeUnfinished({ directory, fileSystem }: Disk, since: Date): Promise<number> {
  const folder = join(directory, unfinished_folder);
  await fileSystem.mkdir(folder, { recursive: true, mode: 0o700 });
  let removed = 0;
  for (const name of await fileSystem.readdir(folder)) {
    const path = join(folder, name);
    if (!(await isOlder(fileSystem, path, since))) continue;
    await fileSystem.rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

/** Whether nobody has written to a file since then; one that is gone meanwhile was finished. */
async function isOlder(fileSystem: FileSystem, path: string, since: Date): Promise<boolean> {
  try {
    return (await fileSystem.stat(path)).mtime < since;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function translated<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(directory, error);
  }
}

const sentences: Record<string, readonly ['full' | 'unavailable', string]> = {
  ENOSPC: ['full', 'has no space left. Free some, or move DATA_DIR to a larger disk'],
  EDQUOT: ['full', "has used up this user's quota. Raise the quota, or free some space"],
  EACCES: ['unavailable', 'may not be written by this user. Give it the folder with chown'],
  EPERM: ['unavailable', 'may not be written by this user. Give it the folder with chown'],
  EROFS: ['unavailable', 'is mounted read-only. Mount it writable'],
  EMFILE: ['unavailable', 'cannot be opened: too many files are open. Raise the limit (ulimit -n)'],
  EIO: ['unavailable', 'fails to read or write. Check the disk'],
};

/** Only what the disk says is translated; an error of the source (an upload cut short) is not the disk's. */
function translateError(directory: string, error: unknown): unknown {
  const known = sentences[codeOf(error)];
  if (error instanceof FileStoreError || known === undefined) {
    return error;
  }
  const [reason, sentence] = known;
  return new FileStoreError(reason, `The folder ${directory} ${sentence}.`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
