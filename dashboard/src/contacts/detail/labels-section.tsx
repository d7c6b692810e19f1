import { useQuery } from '@tanstack/react-query';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { useLabels } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { LabelTag } from '../../ui/badge.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Section } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { contactLabelsQuery } from '../contact-queries.ts';

/** The words that colleagues sorted the contact under; changed at once. */
export function LabelsSection({ contact_id }: { contact_id: number }) {
  const { account_id } = useLive();
  const all = useLabels(account_id);
  const { data: labels, error, refetch } = useQuery(contactLabelsQuery(account_id, contact_id));
  const colors = new Map(all.map(({ title, color }) => [title, color]));
  // A label that the account no longer has stays until it is taken off.
  const titles = [...new Set([...all.map(({ title }) => title), ...(labels ?? [])])];
  return (
    <Section title={t('panel.labels')}>
      {error && <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!labels && !error && <Loading />}
      {labels && (
        <>
          {labels.length > 0 && (
            <p className="flex flex-wrap gap-1.5">
              {labels.map((title) => (
                <LabelTag key={title} title={title} color={colors.get(title)} />
              ))}
            </p>
          )}
          {titles.length === 0 ? (
            <p className="text-ink-soft">{t('contacts.noLabels')}</p>
          ) : (
            <Combobox
              isMany
              isListed
              label={t('panel.labels')}
              options={titles.map((title) => ({ value: title, label: title }))}
              value={labels}
              placeholder={t('contacts.addLabel')}
              onChange={(next) => void replaceLabels(account_id, contact_id, next)}
            />
          )}
        </>
      )}
    </Section>
  );
}

/** Shows the labels at once and tells the desk; what it refuses is as it was before. */
async function replaceLabels(account_id: number, contact_id: number, labels: string[]) {
  const { queryKey } = contactLabelsQuery(account_id, contact_id);
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData(queryKey);
  queryClient.setQueryData(queryKey, labels);
  try {
    await ask((desk) => desk.contactLabels.replace({ account_id, contact_id, labels }));
    await queryClient.invalidateQueries({ queryKey: ['account', account_id, 'contacts', 'list'] });
  } catch (error) {
    queryClient.setQueryData(queryKey, before);
    toast(sentenceOf(error), { tone: 'bad' });
  }
}
