import type { Attachment } from '@porchlight/contract/messages';
import { ExternalLink, File as FileIcon, MapPin, UserRound } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { t } from '../../words/words.ts';
import { nameOf } from './attachment-name.ts';
import { formatBytes } from './bytes.ts';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }));

/** What came with a message. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const [shown, setShown] = useState<number>();
  const pictures = attachments.filter(isPicture);
  return (
    <ul className="flex min-w-0 flex-wrap gap-2" aria-label={t('thread.files')}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className="min-w-0 max-w-full">
          {isPicture(attachment) ? (
            <Picture attachment={attachment} onOpen={() => setShown(pictures.indexOf(attachment))} />
          ) : (
            <Other attachment={attachment} />
          )}
        </li>
      ))}
      {shown !== undefined && (
        <Suspense>
          <Lightbox pictures={pictures} index={shown} onShow={setShown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </ul>
  );
}

const PICTURES: readonly Attachment['file_type'][] = ['image', 'story_mention', 'ig_story', 'share'];

const isPicture = ({ file_type, data_url }: Attachment) => PICTURES.includes(file_type) && isWeb(data_url);

/** Addresses that a page may lead to; those of senders could be anything. */
const isWeb = (address: string | null | undefined): address is string =>
  typeof address === 'string' && /^(https?:\/\/|\/)/i.test(address);

const SIDE_MAX_PX = 280;

function Picture({ attachment, onOpen }: { attachment: Attachment; onOpen(): void }) {
  const { thumb_url, data_url, width, height } = attachment;
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileLink attachment={attachment} />;
  const size = fit(width, height);
  return (
    <button type="button" onClick={onOpen} aria-label={t('thread.openPicture', { name: nameOf(attachment) })}>
      <img
        src={thumb_url || (data_url ?? '')}
        alt=""
        {...size}
        decoding="async"
        onError={() => setBroken(true)}
        className="max-h-70 max-w-full rounded-base border border-line bg-sunken object-cover"
      />
    </button>
  );
}

/** The size in which it stands in the thread: known before it is loaded, so that nothing jumps. */
function fit(width: number | null | undefined, height: number | null | undefined) {
  if (!width || !height) return { width: SIDE_MAX_PX / 2, height: SIDE_MAX_PX / 2 };
  const scale = Math.min(1, SIDE_MAX_PX / width, SIDE_MAX_PX / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function Other({ attachment }: { attachment: Attachment }) {
  const { file_type, data_url, transcribed_text } = attachment;
  if (file_type === 'audio' && isWeb(data_url))
    return (
      <figure className="grid gap-1">
        {/* biome-ignore lint/a11y/useMediaCaption: what customers say comes without captions; its text stands below. */}
        <audio
          controls
          preload="none"
          src={data_url}
          aria-label={nameOf(attachment)}
          className="max-w-full"
        />
        {transcribed_text && <figcaption dir="auto">{transcribed_text}</figcaption>}
      </figure>
    );
  if ((file_type === 'video' || file_type === 'ig_reel') && isWeb(data_url))
    return (
      // biome-ignore lint/a11y/useMediaCaption: what customers film comes without captions.
      <video
        controls
        preload="metadata"
        src={data_url}
        aria-label={nameOf(attachment)}
        className="max-h-70 max-w-full rounded-base"
      />
    );
  if (file_type === 'location') return <Location attachment={attachment} />;
  if (file_type === 'contact') return <ContactCard attachment={attachment} />;
  return <FileLink attachment={attachment} />;
}

const CARD =
  'inline-flex min-h-9 max-w-full items-center gap-2 rounded-base border border-line bg-surface px-2.5 text-small text-ink hover:bg-hover';

function FileLink({ attachment }: { attachment: Attachment }) {
  const { data_url, file_size, file_type } = attachment;
  const isElsewhere = file_type === 'fallback' || file_type === 'embed';
  const Icon = isElsewhere ? ExternalLink : FileIcon;
  const text: ReactNode = (
    <>
      <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
      <bdi className="truncate">{nameOf(attachment)}</bdi>
      {file_size !== undefined && file_size > 0 && (
        <span className="shrink-0 text-ink-soft">{formatBytes(file_size)}</span>
      )}
    </>
  );
  if (!isWeb(data_url)) return <span className={CARD}>{text}</span>;
  return (
    <a href={data_url} target="_blank" rel="noopener noreferrer nofollow" className={CARD}>
      {text}
    </a>
  );
}

function Location({ attachment }: { attachment: Attachment }) {
  const { coordinates_lat: lat, coordinates_long: long, fallback_title } = attachment;
  const place = `${lat},${long}`;
  return (
    <a
      href={`https://www.openstreetmap.org/?mlat=${lat}&mlon=${long}#map=15/${lat}/${long}`}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={CARD}
    >
      <MapPin size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
      <bdi className="truncate">{fallback_title || place}</bdi>
    </a>
  );
}

function ContactCard({ attachment: { meta, fallback_title } }: { attachment: Attachment }) {
  const name = [meta?.firstName ?? meta?.first_name, meta?.lastName ?? meta?.last_name]
    .filter((part) => typeof part === 'string')
    .join(' ');
  return (
    <span className={CARD}>
      <UserRound size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
      <bdi className="truncate">{[name, fallback_title].filter(Boolean).join(' · ')}</bdi>
    </span>
  );
}
