import { Clock, Lock } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { Live } from '../../app/live/live.ts';
import type { OutboxEntry } from '../../app/live/outbox/entry.ts';
import { useLive } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { formatPercent, formatTime, isolated } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { composerScope } from '../composer/actions.ts';
import { discard, takeBack } from '../composer/underway.ts';
import { Bubble } from './bubble.tsx';
import { formatBytes } from './bytes.ts';
import { Markdown } from './markdown.tsx';
import { Quote } from './quote.tsx';

interface OutgoingBubbleProps {
  entry: OutboxEntry;
  isContinued: boolean;
}

/** Something written here that is not at the desk yet. */
export function OutgoingBubble({ entry, isContinued }: OutgoingBubbleProps) {
  const { user } = useMe();
  const in_reply_to = entry.content_attributes?.in_reply_to;
  return (
    <article data-outgoing={entry.standing} className="grid gap-1">
      {!isContinued && (
        <p className="flex flex-row-reverse items-center gap-2 text-small text-ink-soft">
          <Avatar name={user.name} picture={user.avatar_url} size="small" />
          <bdi className="font-medium text-ink">{user.available_name || user.name}</bdi>
        </p>
      )}
      <Bubble
        side="ours"
        isPrivate={entry.private}
        above={typeof in_reply_to === 'number' && <Quote message_id={in_reply_to} />}
        below={<Below entry={entry} />}
      >
        {entry.content !== '' && <Markdown source={entry.content} />}
        {entry.files?.map((file) => (
          <p key={`${file.name} ${file.size}`} className="text-small text-ink-soft">
            <bdi>{file.name}</bdi> {formatBytes(file.size)}
          </p>
        ))}
        <UploadLine echo_id={entry.echo_id} />
      </Bubble>
      {entry.standing === 'failed' && <Refused entry={entry} />}
    </article>
  );
}

/** Back to where it was written; the button that asked for it is gone with the bubble. */
function writeAgain(live: Live, echo_id: string) {
  if (takeBack(live, echo_id) !== undefined) composerScope.current()?.focus();
}

/** How much of the files has gone; they can be called off until all has. */
function UploadLine({ echo_id }: { echo_id: string }) {
  const live = useLive();
  const { uploads } = live;
  const percent = useSyncExternalStore(uploads.subscribe, () => uploads.percentOf(echo_id));
  if (percent === undefined) return null;
  return (
    <p data-upload className="flex items-center gap-2 text-small text-ink-soft">
      <progress aria-label={t('thread.uploading')} max={100} value={percent} className="h-1 w-24" />
      <span>{formatPercent(percent)}</span>
      {percent < 100 && (
        <Button size="small" onClick={() => writeAgain(live, echo_id)}>
          {t('ui.cancel')}
        </Button>
      )}
    </p>
  );
}

function Below({ entry }: { entry: OutboxEntry }) {
  const isRetried = entry.standing === 'waiting' && entry.attempts > 0;
  return (
    <span className="flex items-center justify-end gap-1 text-tiny text-ink-soft">
      {entry.private && (
        <span className="me-auto inline-flex items-center gap-1 font-medium text-warn">
          <Lock size={12} aria-hidden="true" />
          {t('thread.noteMark')}
        </span>
      )}
      {isRetried && <span>{t('thread.waitsForConnection')}</span>}
      <time>{formatTime(entry.created_at)}</time>
      {entry.standing !== 'failed' && (
        <Clock size={12} role="img" aria-label={t('thread.sending')} className="shrink-0" />
      )}
    </span>
  );
}

function Refused({ entry: { echo_id, reason } }: { entry: OutboxEntry }) {
  const live = useLive();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-end gap-2 text-small text-bad">
      <span className="wrap-anywhere">{t('thread.notSent', { reason: isolated(reason ?? '') })}</span>
      <Button size="small" onClick={() => live.outbox.sendNow(echo_id)}>
        {t('ui.retry')}
      </Button>
      <Button size="small" onClick={() => writeAgain(live, echo_id)}>
        {t('ui.edit')}
      </Button>
      <Button size="small" onClick={() => discard(live, echo_id)}>
        {t('thread.discard')}
      </Button>
    </div>
  );
}
