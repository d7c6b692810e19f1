import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { Services } from '../../context.ts';
import { nameFromUrl } from '../../platform/files/file-name.ts';
import { receive } from '../../platform/files/receive.ts';
import { type FailureReason, OutboundFailed } from '../../platform/outbound/errors.ts';
import { AVATAR_MAX_BYTES } from './avatar.ts';

/** No picture is to be had from the address, now or later. */
export class NoPicture extends Error {}

// What another try may find mended; the rest stays as it is.
const PASSING: ReadonlySet<FailureReason> = new Set(['dns', 'connect', 'timeout', 'response', 'cancelled']);

/** Fetches a picture into the store; a failure that is no `NoPicture` may pass, so that it is worth another try. */
export async function downloadAvatar({ outbound, files }: Services, url: string): Promise<UploadedFile> {
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
