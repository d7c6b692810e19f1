/** @jsxImportSource preact */

import { safeLink } from '../links.tsx';
import { adopt } from '../look/adopt.ts';
import filesLook from '../look/files.css?inline';
import type { Attachment } from '../wire/shapes.ts';
import { sizeOf, t } from '../words.ts';
import { Icon, type IconName } from './icons.tsx';

adopt(filesLook);

export const Attachments = ({ list }: { list: readonly Attachment[] }) => (
  <div class="attachments">
    {list.map((each) => (
      <AttachmentView key={each.id} attachment={each} />
    ))}
  </div>
);

/** Files that are on their way to the desk. */
export const WaitingFiles = ({ files }: { files: readonly { name: string; size: number }[] }) => (
  <div class="attachments">
    {files.map(({ name, size }) => (
      <span key={name} class="file">
        <Icon name="file" />
        <span class="file-name">{name}</span>
        <span>{sizeOf(size)}</span>
      </span>
    ))}
  </div>
);

/** An address of the desk may stand without its origin. */
function addressOf(attachment: Attachment): string | undefined {
  const { data_url } = attachment;
  return data_url
    ? safeLink(data_url.startsWith('/') ? `${location.origin}${data_url}` : data_url)
    : undefined;
}

function AttachmentView({ attachment }: { attachment: Attachment }) {
  const { file_type, coordinates_lat, coordinates_long, fallback_title } = attachment;
  const address = addressOf(attachment);
  if (file_type === 'location') {
    const place = `https://www.openstreetmap.org/?mlat=${coordinates_lat}&mlon=${coordinates_long}`;
    return (
      <FileLink
        icon="pin"
        address={place}
        name={fallback_title || `${coordinates_lat}, ${coordinates_long}`}
      />
    );
  }
  if (!address) return fallback_title ? <p>{fallback_title}</p> : null;
  if (file_type === 'image') return <Picture attachment={attachment} address={address} />;
  // biome-ignore lint/a11y/useMediaCaption: what people send each other has no captions.
  if (file_type === 'audio') return <audio controls preload="metadata" src={address} />;
  // biome-ignore lint/a11y/useMediaCaption: what people send each other has no captions.
  if (file_type === 'video') return <video controls preload="metadata" playsInline src={address} />;
  return (
    <FileLink
      icon="file"
      address={address}
      name={fallback_title || fileNameOf(address)}
      size={attachment.file_size}
    />
  );
}

function Picture({
  attachment: { thumb_url, width, height },
  address,
}: {
  attachment: Attachment;
  address: string;
}) {
  const ratio = width && height ? { aspectRatio: `${width} / ${height}`, width: `${width}px` } : {};
  return (
    <a class="picture" href={address} target="_blank" rel="noopener noreferrer">
      <img src={thumb_url || address} alt={t('attachment')} style={ratio} loading="lazy" />
    </a>
  );
}

interface FileLinkProps {
  icon: IconName;
  address: string;
  name: string;
  size?: number | undefined;
}

const FileLink = ({ icon, address, name, size }: FileLinkProps) => (
  <a class="file" href={address} target="_blank" rel="noopener noreferrer">
    <Icon name={icon} />
    <span class="file-name">{name}</span>
    {size ? <span>{sizeOf(size)}</span> : null}
  </a>
);

function fileNameOf(address: string): string {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || t('attachment');
  } catch {
    return last;
  }
}
