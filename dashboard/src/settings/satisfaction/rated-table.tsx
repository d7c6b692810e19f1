import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../../app/ask.ts';
import { queryClient } from '../../app/query-client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TextAreaField } from '../../ui/input.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { DraftDialog } from '../draft-dialog.tsx';
import { useDraft } from '../use-draft.ts';
import type { Rated } from './satisfaction-queries.ts';

function toneOf(rating: number) {
  if (rating === 3) return 'warn';
  return rating > 3 ? 'good' : 'bad';
}

const noteLabel = ({ csat_review_notes }: Rated) => t(csat_review_notes ? 'ui.edit' : 'ui.add');

interface RatedTableProps {
  account_id: number;
  rated: readonly Rated[];
}

/** Each answer, with what somebody noted about it. */
export function RatedTable({ account_id, rated }: RatedTableProps) {
  const [noting, setNoting] = useState<Rated>();
  const head = ['contact', 'rating', 'feedback', 'agent', 'time', 'note'] as const;
  return (
    <>
      <Table label={t('settings.navSatisfaction')} head={head.map((name) => t(`satisfaction.${name}`))}>
        {rated.map((each) => (
          <tr key={each.id}>
            <Cell className="min-w-28 wrap-anywhere">
              <Link
                to="/accounts/$account_id/conversations/$conversation_id"
                params={{ account_id, conversation_id: each.conversation_id }}
                className="inline-flex min-h-6 items-center text-accent underline-offset-4 hover:underline"
              >
                <bdi>
                  {each.contact?.name || t('satisfaction.conversation', { id: String(each.conversation_id) })}
                </bdi>
              </Link>
            </Cell>
            <Cell>
              <Badge tone={toneOf(each.rating)}>{t('satisfaction.ofFive', { rating: each.rating })}</Badge>
            </Cell>
            <Cell className="min-w-48 wrap-anywhere">
              <bdi>{each.feedback_message}</bdi>
            </Cell>
            <Cell>
              <bdi>{each.assigned_agent?.name}</bdi>
            </Cell>
            <Cell className="text-small whitespace-nowrap">{formatMoment(each.created_at)}</Cell>
            <Cell className="min-w-40">
              <span className="flex items-center gap-2">
                {each.csat_review_notes && <bdi className="wrap-anywhere">{each.csat_review_notes}</bdi>}
                <Button
                  size="small"
                  aria-label={`${noteLabel(each)}: ${t('satisfaction.noteOf', { name: each.contact?.name ?? '' })}`}
                  onClick={() => setNoting(each)}
                >
                  {noteLabel(each)}
                </Button>
              </span>
            </Cell>
          </tr>
        ))}
      </Table>
      {noting && <NoteDialog account_id={account_id} rated={noting} onClose={() => setNoting(undefined)} />}
    </>
  );
}

interface NoteDialogProps {
  account_id: number;
  rated: Rated;
  onClose(): void;
}

function NoteDialog({
  account_id,
  rated: { id, csat_review_notes, feedback_message },
  onClose,
}: NoteDialogProps) {
  const draft = useDraft(
    { csat_review_notes: csat_review_notes ?? '' },
    async (values) => {
      await ask((desk) => desk.csatResponses.update({ account_id, id, ...values }));
      await queryClient.invalidateQueries({ queryKey: ['account', account_id, 'satisfaction'] });
      onClose();
    },
    { fields: ['csat_review_notes'] },
  );
  return (
    <DraftDialog
      draft={draft}
      title={t('satisfaction.note')}
      hint={feedback_message ? <bdi>{feedback_message}</bdi> : undefined}
      onClose={onClose}
    >
      <TextAreaField
        label={t('satisfaction.note')}
        hint={t('satisfaction.noteHint')}
        name="csat_review_notes"
        problem={draft.problem('csat_review_notes')}
        value={draft.values.csat_review_notes}
        onChange={(event) => draft.set('csat_review_notes', event.target.value)}
      />
    </DraftDialog>
  );
}
