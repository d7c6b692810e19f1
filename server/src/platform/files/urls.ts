import type { StoredFile } from '../database/columns.ts';
import { dispositionOf } from './content-type.ts';
import type { FileLinks } from './links.ts';

/** Where a stored file of the account is found; the address stays the same as long as its owner has it. */
export function fileUrl(links: FileLinks, account_id: number, file: StoredFile): string {
  const { key, file_name, content_type } = file;
  return links.signStable({
    key,
    account_id,
    file_name,
    content_type,
    disposition: dispositionOf(content_type),
  });
}

/** Where the small version of a stored picture is found. */
export function thumbnailUrl(links: FileLinks, account_id: number, { key, file_name }: StoredFile): string {
  return links.signStable({
    key,
    account_id,
    file_name,
    content_type: 'image/webp',
    disposition: 'inline',
    variant: 'thumb',
  });
}
