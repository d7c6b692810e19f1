import type { ConversationState } from '@porchlight/client/state/desk';
import type { Priority } from '@porchlight/contract/conversation-values';
import { AlarmClock, ChevronsUp, ChevronUp, Hourglass, type LucideIcon, Minus, Siren } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { useInboxes, useLabels } from '../../app/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { LabelTag } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatAgo, formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { ChannelIcon } from './channel-icon.tsx';
import { useNow } from './now.ts';

const LABELS_MAX = 2;

/** Where it came in, its labels, how urgent it is, whether somebody waits, and who answers. */
export function RowFoot({ conversation }: { conversation: ConversationState }) {
  const { account_id } = useLive();
  const { inbox_id, labels, priority, assignee } = conversation;
  const inbox = useInboxes(account_id).find(({ id }) => id === inbox_id);
  const known = useLabels(account_id);
  const colorOf = (title: string) => known.find((each) => each.title === title)?.color;
  return (
    <span className="flex h-5 items-center gap-1.5 text-tiny text-ink-soft">
      <span className="flex min-w-0 shrink items-center gap-1">
        <ChannelIcon channel_type={inbox?.channel_type} />
        <bdi className="truncate">{inbox?.name}</bdi>
      </span>
      {labels.slice(0, LABELS_MAX).map((title) => (
        <span
          key={title}
          className={classNames('flex shrink-0', labels.length > 1 ? 'max-w-18' : 'max-w-32')}
        >
          <LabelTag title={title} color={colorOf(title)} />
        </span>
      ))}
      {labels.length > LABELS_MAX && (
        <span>
          <span aria-hidden="true" dir="ltr">
            +{labels.length - LABELS_MAX}
          </span>
          <span className="unseen">
            {t('conversations.moreLabels', { count: labels.length - LABELS_MAX })}
          </span>
        </span>
      )}
      <span className="grow" />
      <Waiting conversation={conversation} />
      {priority && <PriorityMark priority={priority} />}
      {assignee && (
        <>
          <span className="unseen">{t('conversations.answeredBy', { name: assignee.name })}</span>
          <Avatar name={assignee.name} picture={assignee.thumbnail} size="small" />
        </>
      )}
    </span>
  );
}

function Waiting({ conversation }: { conversation: ConversationState }) {
  const now = useNow();
  const { status, snoozed_until, waiting_since } = conversation;
  if (status === 'snoozed') {
    const text =
      snoozed_until === null
        ? t('conversations.snoozedMark')
        : t('conversations.snoozedMarkUntil', { time: formatMoment(Date.parse(snoozed_until) / 1000) });
    return <Mark icon={AlarmClock} text={text} tone="text-info" />;
  }
  if (status !== 'open' || waiting_since === 0) return null;
  return (
    <Mark
      icon={Hourglass}
      text={t('conversations.waiting', { time: formatAgo(waiting_since, now) })}
      tone="text-warn"
    />
  );
}

const PRIORITY_ICONS: Readonly<Record<Priority, LucideIcon>> = {
  low: Minus,
  medium: ChevronUp,
  high: ChevronsUp,
  urgent: Siren,
};

const PRIORITY_TONES = {
  low: 'text-ink-soft',
  medium: 'text-info',
  high: 'text-warn',
  urgent: 'text-bad',
} as const;

function PriorityMark({ priority }: { priority: Priority }) {
  return (
    <Mark
      icon={PRIORITY_ICONS[priority]}
      text={t('conversations.priorityMark', { priority: t(`conversations.${priority}`) })}
      tone={PRIORITY_TONES[priority]}
    />
  );
}

function Mark({ icon: Icon, text, tone }: { icon: LucideIcon; text: string; tone: string }) {
  return (
    <span title={text} className={classNames('inline-flex shrink-0', tone)}>
      <Icon size={14} strokeWidth={2} aria-hidden="true" />
      <span className="unseen">{text}</span>
    </span>
  );
}
