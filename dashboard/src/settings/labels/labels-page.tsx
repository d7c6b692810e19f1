import { useQuery } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { forgetLists, type Label, labelsQuery } from '../../app/queries.ts';
import { LabelTag } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { EditAndDelete, ListRow, RowList } from '../row-list.tsx';
import { LabelDialog } from './label-dialog.tsx';

type Open = { is: 'new' } | { is: 'edit' | 'remove'; label: Label } | undefined;

/** The account's own words for conversations and contacts. */
export function LabelsPage() {
  const { account_id } = useLive();
  const query = useQuery(labelsQuery(account_id));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('settings.navLabels')}
      hint={t('settings.labelsHint')}
      actions={
        <Button look="primary" onClick={() => setOpen({ is: 'new' })}>
          {t('settings.labelAdd')}
        </Button>
      }
    >
      <Answer query={query}>
        {(labels) =>
          labels.length === 0 ? (
            <EmptyState icon={Tag} title={t('settings.labelsEmpty')} text={t('settings.labelsEmptyText')} />
          ) : (
            <RowList label={t('settings.navLabels')}>
              {labels.map((label) => (
                <ListRow
                  key={label.id}
                  name={<LabelTag title={label.title} color={label.color} />}
                  detail={label.description ? <bdi>{label.description}</bdi> : undefined}
                  actions={
                    <EditAndDelete
                      name={label.title}
                      onEdit={() => setOpen({ is: 'edit', label })}
                      onDelete={() => setOpen({ is: 'remove', label })}
                    />
                  }
                />
              ))}
            </RowList>
          )
        }
      </Answer>
      {open?.is === 'new' && <LabelDialog account_id={account_id} onClose={close} />}
      {open?.is === 'edit' && <LabelDialog account_id={account_id} label={open.label} onClose={close} />}
      {open?.is === 'remove' && <RemoveLabel account_id={account_id} label={open.label} onClose={close} />}
    </Page>
  );
}

interface RemoveLabelProps {
  account_id: number;
  label: Label;
  onClose(): void;
}

function RemoveLabel({ account_id, label: { id, title }, onClose }: RemoveLabelProps) {
  const remove = async () => {
    await ask((desk) => desk.labels.remove({ account_id, id }));
    forgetLists(account_id, ['labels']);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('settings.deleteHeading', { name: title })}
      text={t('settings.labelDeleteText')}
      confirm={t('ui.delete')}
      onConfirm={remove}
      sentenceOf={sentenceOf}
    />
  );
}
