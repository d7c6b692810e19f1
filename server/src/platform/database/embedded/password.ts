import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { EmbeddedDatabaseError, errorCode, explain } from './errors.ts';
import { hasClusterFiles, type Place } from './place.ts';

/** Reads the superuser's password, or makes one when the data folder is new. */
export async function openPassword(place: Place): Promise<string> {
  try {
    const kept = await readPassword(place);
    if (kept !== undefined) return kept;
    if (await hasClusterFiles(place)) throw lostPassword(place);
    await createPassword(place);
    return (await readPassword(place)) ?? lost(place);
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw explain(place.data_dir, String(error), error);
  }
}

async function readPassword(place: Place): Promise<string | undefined> {
  try {
    return (await readFile(place.password_file, 'utf8')).trim() || undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of two first starts that race, both must end with the same password: the link is the one that decides. */
async function createPassword(place: Place): Promise<void> {
  const draft = `${place.password_file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
    await file.sync();
    await link(draft, place.password_file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

function lost(place: Place): never {
  throw lostPassword(place);
}

function lostPassword(place: Place): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The password of the database in ${place.cluster} is missing. Restore ${place.password_file} from the backup that the folder came from, or set DATA_DIR to another folder.`,
  );
}
