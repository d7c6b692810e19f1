/** Something the operator has to change; the message is one sentence for a person and says what to do. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
}

/** Another owner already serves this data folder. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse';
  readonly data_dir: string;
  readonly process_id: number | undefined;

  constructor(data_dir: string, process_id: number | undefined) {
    const who =
      process_id === undefined ? 'Another Porchlight' : `Another Porchlight (process ${process_id})`;
    super(`${who} is already using the data folder ${data_dir}. Stop it, or set DATA_DIR to another folder.`);
    this.data_dir = data_dir;
    this.process_id = process_id;
  }
}

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const DISK_FULL = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Check free disk space/;
const NOT_WRITABLE = /EACCES|EPERM|EROFS|Permission denied|Operation not permitted|Read-only file system/;
const OTHER_VERSION = /database files are incompatible with server/;

/** Turns what the system or PostgreSQL said into a sentence that tells the operator what to do. */
export function explain(data_dir: string, said: string, cause?: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(sentenceFor(data_dir, said), { cause });
}

function sentenceFor(data_dir: string, said: string): string {
  if (DISK_FULL.test(said)) {
    return `The disk that holds the data folder ${data_dir} is full. Free some space and start again.\n${said}`;
  }
  if (NOT_WRITABLE.test(said)) {
    const user = process.getuid?.() ?? 'of this process';
    return `The data folder ${data_dir} cannot be read and written by user ${user}. Start as the user that made it, give it to this user with chown -R, or set DATA_DIR to another folder.\n${said}`;
  }
  if (OTHER_VERSION.test(said)) {
    return `The database in ${data_dir} was made by another version of PostgreSQL. Start the Porchlight release that made it.\n${said}`;
  }
  return `The embedded PostgreSQL in ${data_dir} did not start. Correct what it says below and start again, or set DATABASE_URL to a PostgreSQL server of your own.\n${said}`;
}
