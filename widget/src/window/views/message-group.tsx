/** @jsxImportSource preact */
import type { Entry } from '../state/entry.ts';
import type { Group, Line } from '../state/groups.ts';
import { isLost } from '../state/live.ts';
import { discard, progress, retry } from '../state/outbox.ts';
import { t, timeOf } from '../words.ts';
import { Avatar, nameOf } from './avatar.tsx';
import { Bubble, EntryBubble } from './bubble.tsx';
import { Icon } from './icons.tsx';

interface GroupProps {
  group: Group;
  isLastMine: boolean;
  isSeen: boolean;
}

export function MessageGroup({ group, isLastMine, isSeen }: GroupProps) {
  const { isMine, lines, last_at } = group;
  const sender = lines[0]?.message?.sender;
  const isSent = lines.every(({ message }) => message);
  return (
    <div class={isMine ? 'group mine' : 'group'}>
      {!isMine && <Avatar person={sender} />}
      <div class="group-lines">
        {lines.map((line) => (
          <LineView key={line.key} line={line} />
        ))}
        {isMine && <span class="hidden">{t('you')}</span>}
        {isSent && (
          <p class="under">
            {!isMine && <span>{nameOf(sender)}</span>}
            <time dateTime={new Date(last_at).toISOString()}>{timeOf(new Date(last_at))}</time>
            {isMine && isLastMine && <span>{t(isSeen ? 'seen' : 'sent')}</span>}
          </p>
        )}
      </div>
    </div>
  );
}

function LineView({ line: { message, entry } }: { line: Line }) {
  if (message) return <Bubble message={message} />;
  return (
    <>
      <EntryBubble entry={entry} />
      <Delivery entry={entry} />
    </>
  );
}

function Delivery({ entry }: { entry: Entry }) {
  const { echo_id, refused, files } = entry;
  if (refused !== undefined)
    return (
      <p class="delivery bad" role="alert">
        <Icon name="alert" />
        {t(reasonOf(refused))}
        <button class="plain" type="button" onClick={() => void retry(echo_id)}>
          {t('retry')}
        </button>
        <button class="plain" type="button" onClick={() => void discard(echo_id)}>
          {t('discard')}
        </button>
      </p>
    );
  const part = progress.value.get(echo_id) ?? 0;
  return (
    <p class="delivery">
      <Icon name="clock" />
      {t(isLost.value ? 'waiting' : 'sending')}
      {files.length > 0 && !isLost.value && <progress value={part} aria-label={t('sending')} />}
    </p>
  );
}

const reasonOf = (status: number) => (status === 429 ? 'tooFast' : 'notSent');
