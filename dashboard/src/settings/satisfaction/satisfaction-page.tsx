import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Smile } from 'lucide-react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { useAgents, useInboxes } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholders.tsx';
import { SelectField } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { Pager } from '../pager.tsx';
import { MetricsPanel } from './metrics-panel.tsx';
import { RatedTable } from './rated-table.tsx';
import { filtersOf, metricsQuery, PAGE_SIZE, ratedQuery, USUAL_DAYS } from './satisfaction-queries.ts';
import { saveFile } from './save-file.ts';
import type { SatisfactionSearch } from './search.ts';

const route = getRouteApi('/accounts/$account_id/settings/satisfaction');

/** What customers answered when they were asked how it was. */
export function SatisfactionPage() {
  const { account_id } = useLive();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/accounts/$account_id/settings/satisfaction' });
  const metrics = useQuery(metricsQuery(account_id, search));
  const rated = useQuery(ratedQuery(account_id, search));
  const { page = 1 } = search;
  const download = async () => {
    try {
      const { rating: _rating, ...period } = filtersOf(account_id, search);
      const csv = await ask((desk) => desk.csatResponses.download(period));
      saveFile('satisfaction.csv', csv, 'text/csv');
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
  };
  return (
    <Page
      title={t('settings.navSatisfaction')}
      hint={t('satisfaction.hint')}
      width="wide"
      actions={<Button onClick={() => void download()}>{t('satisfaction.download')}</Button>}
    >
      <Filters
        account_id={account_id}
        search={search}
        onChange={(change) =>
          void navigate({ search: withoutEmpty({ ...search, page: undefined, ...change }) })
        }
      />
      <Answer query={metrics}>{(data) => <MetricsPanel metrics={data} />}</Answer>
      <Answer query={rated}>
        {(list) =>
          list.length === 0 && page === 1 ? (
            <EmptyState icon={Smile} title={t('satisfaction.empty')} text={t('satisfaction.emptyText')} />
          ) : (
            <>
              <RatedTable account_id={account_id} rated={list} />
              <Pager
                page={page}
                hasMore={list.length === PAGE_SIZE}
                onGo={(next) => void navigate({ search: { ...search, page: next } })}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

type Change = { [Name in keyof SatisfactionSearch]: number | undefined };

const withoutEmpty = (change: Change): SatisfactionSearch =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

interface FiltersProps {
  account_id: number;
  search: SatisfactionSearch;
  onChange(change: Change): void;
}

const PERIODS = [7, 30, 90, 365];
const RATINGS = [5, 4, 3, 2, 1];
const numberOf = (value: string) => (value === '' ? undefined : Number(value));

function Filters({ account_id, search, onChange }: FiltersProps) {
  const inboxes = useInboxes(account_id);
  const agents = useAgents(account_id);
  const every = { value: '', label: t('satisfaction.all') };
  return (
    <search className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <SelectField
        label={t('satisfaction.period')}
        value={String(search.days ?? USUAL_DAYS)}
        options={PERIODS.map((days) => ({
          value: String(days),
          label: t('satisfaction.lastDays', { days }),
        }))}
        onChange={(value) => onChange({ days: numberOf(value) })}
      />
      <SelectField
        label={t('satisfaction.inbox')}
        value={String(search.inbox_id ?? '')}
        options={[every, ...inboxes.map(({ id, name }) => ({ value: String(id), label: name }))]}
        onChange={(value) => onChange({ inbox_id: numberOf(value) })}
      />
      <SelectField
        label={t('satisfaction.agent')}
        value={String(search.user_id ?? '')}
        options={[every, ...agents.map(({ id, name }) => ({ value: String(id), label: name }))]}
        onChange={(value) => onChange({ user_id: numberOf(value) })}
      />
      <SelectField
        label={t('satisfaction.rating')}
        value={String(search.rating ?? '')}
        options={[
          every,
          ...RATINGS.map((rating) => ({
            value: String(rating),
            label: t('satisfaction.ofFive', { rating }),
          })),
        ]}
        onChange={(value) => onChange({ rating: numberOf(value) })}
      />
    </search>
  );
}
