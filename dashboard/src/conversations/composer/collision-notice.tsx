import type { MessageState } from '@porchlight/client/state/desk';
import { useDesk } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../words/words.ts';
import { answerIn } from './collision.ts';
import { isBlank } from './draft.ts';
import { useDrafts } from './open-drafts.ts';

interface CollisionNoticeProps {
  conversation_id: number;
  /** Sending was stopped because of it. */
  isStopped: boolean;
  onReview(message: MessageState): void;
  onSendAnyway(message: MessageState): void;
}

const SHOWN_LETTERS = 200;

/** Says that a colleague has answered since this reply was begun, and what. */
export function CollisionNotice({
  conversation_id,
  isStopped,
  onReview,
  onSendAnyway,
}: CollisionNoticeProps) {
  const { user } = useMe();
  const { mode, reply } = useDrafts(conversation_id);
  const isAtRisk = mode === 'reply' && reply !== undefined && !isBlank(reply);
  const answer = useDesk((state) =>
    isAtRisk ? answerIn(state, conversation_id, reply, user.id) : undefined,
  );
  if (!answer) return null;
  const name = answer.sender?.type === 'user' ? answer.sender.name : '';
  return (
    <div
      role={isStopped ? 'alert' : 'status'}
      data-collision
      className="mb-2 grid gap-2 rounded-base border-s-3 border-warn bg-warn-ground px-3 py-2"
    >
      <p className="font-medium text-warn">
        {isStopped ? t('thread.answeredStopped', { name }) : t('thread.answered', { name })}
      </p>
      <p dir="auto" className="line-clamp-3 text-ink wrap-anywhere">
        {answer.content?.slice(0, SHOWN_LETTERS)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onReview(answer)}>
          {t('thread.review')}
        </Button>
        <Button size="small" onClick={() => onSendAnyway(answer)}>
          {t('thread.sendAnyway')}
        </Button>
      </div>
    </div>
  );
}
