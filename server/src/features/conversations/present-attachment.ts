import type { Attachment } from '@porchlight/contract/messages';
import type { AccountContext } from '../../context.ts';
import { extensionOf } from '../../platform/files/content-type.ts';
import { fileUrl, thumbnailUrl } from '../../platform/files/urls.ts';
import type { AttachmentRow } from './table.ts';

/** Where a file and its small picture are found; the addresses stay the same as long as the message has them. */
function attachmentUrls(ctx: AccountContext, row: AttachmentRow): { data_url: string; thumb_url: string } {
  if (!row.file) return { data_url: row.external_url ?? '', thumb_url: '' };
  const { links } = ctx.services.files;
  return {
    data_url: fileUrl(links, row.account_id, row.file),
    thumb_url: row.thumb_key ? thumbnailUrl(links, row.account_id, row.file) : '',
  };
}

export function presentAttachment(ctx: AccountContext, row: AttachmentRow): Attachment {
  const { data_url, thumb_url } = attachmentUrls(ctx, row);
  switch (row.file_type) {
    case 'location':
      return {
        ...presentCommon(row),
        coordinates_lat: row.coordinates_lat ?? 0,
        coordinates_long: row.coordinates_long ?? 0,
        fallback_title: row.fallback_title,
        data_url: row.external_url,
      };
    case 'fallback':
      return { ...presentCommon(row), fallback_title: row.fallback_title, data_url };
    case 'contact':
      return { ...presentCommon(row), fallback_title: row.fallback_title, meta: row.meta };
    case 'embed':
      return { ...presentCommon(row), data_url };
    default:
      return {
        ...presentCommon(row),
        extension: extensionOf(row.file?.file_name ?? '') || null,
        data_url,
        thumb_url: row.file_type === 'image' ? thumb_url || data_url : '',
        file_size: row.file?.byte_size ?? 0,
        width: row.width,
        height: row.height,
        ...(row.file_type === 'audio' ? { transcribed_text: '' } : {}),
      };
  }
}

function presentCommon(row: AttachmentRow) {
  return { id: row.id, message_id: row.message_id, file_type: row.file_type, account_id: row.account_id };
}
