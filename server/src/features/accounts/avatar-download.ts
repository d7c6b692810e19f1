import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { Services } from '../../context.ts';
import { nameFromUrl } from '../../platform/files/file-name.ts';
import { dropFile, receive } from '../../platform/files/receive.ts';
import { type FailureReason, OutboundFailed, OutboundRefused } from '../../platform/outbound/errors.ts';
import { Refusal } from '../../platform/refusal.ts';
import { AVATAR_MAX_BYTES } from './avatar.ts';

interface Wanted {
  url: string;
  /** Makes the file the picture, unless another was given meanwhile. */
  keep(file: UploadedFile): Promise<void>;
  /** Whether the file came to belong to somebody; otherwise it is dropped. */
  isOwned(file: UploadedFile): Promise<boolean>;
  /** Forgets the address, so that the same one, when it is given again, is tried again. */
  forget(): Promise<void>;
  /** Whose picture it is, for the log: in words, and by ids. */
  whose: string;
  ids: Record<string, number>;
}

/**
 * Fetches a picture. A failure that may pass is thrown, so that the job runs again; an address without a picture is
 * forgotten with a line in the log.
 */
export async function fetchPicture(services: Services, wanted: Wanted) {
  try {
    await keepOrDrop(services, wanted, await downloadAvatar(services, wanted.url));
  } catch (error) {
    if (!(error instanceof NoPicture || error instanceof OutboundRefused || error instanceof Refusal))
      throw error;
    await wanted.forget();
    const address = error instanceof OutboundRefused ? error.address : undefined;
    services.log.warn(
      { ...wanted.ids, address },
      `the picture of ${wanted.whose} was not fetched: ${error.message}`,
    );
  }
}

async function keepOrDrop({ files }: Services, { keep, isOwned }: Wanted, file: UploadedFile) {
  try {
    await keep(file);
  } finally {
    if (!(await isOwned(file))) await dropFile(files.store, file.key);
  }
}

/** No picture is to be had from the address, now or later. */
class NoPicture extends Error {}

// What another try may find mended; the rest stays as it is.
const PASSING: ReadonlySet<FailureReason> = new Set(['dns', 'connect', 'timeout', 'response', 'cancelled']);

/** Fetches a picture into the store; a failure that is no `NoPicture` may pass, so that it is worth another try. */
async function downloadAvatar({ outbound, files }: Services, url: string): Promise<UploadedFile> {
  try {
    const answer = await outbound.request({ method: 'GET', url, response_max_bytes: AVATAR_MAX_BYTES });
    checkStatus(answer.status);
    const name = nameFromUrl(answer.url);
    return await receive(files.store, { source: answer.body, name, size_max_bytes: AVATAR_MAX_BYTES });
  } catch (error) {
    const lasts = error instanceof OutboundFailed && !PASSING.has(error.reason);
    throw lasts ? new NoPicture(error.message, { cause: error }) : error;
  }
}

function checkStatus(status: number) {
  if (status >= 200 && status < 300) return;
  if (status >= 500 || status === 429 || status === 408) throw new Error(`The address answered ${status}`);
  throw new NoPicture(`the address answered ${status}`);
}
