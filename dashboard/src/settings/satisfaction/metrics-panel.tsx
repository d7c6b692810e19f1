import { formatNumber } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import type { Metrics } from './satisfaction-queries.ts';

const RATINGS = [5, 4, 3, 2, 1] as const;
const GOOD_FROM = 4;

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100));

/** How many answered, how many of these were satisfied, and how the ratings fall. */
export function MetricsPanel({ metrics }: { metrics: Metrics }) {
  const { total_count, ratings_count, total_sent_messages_count } = metrics;
  const countOf = (rating: number) => ratings_count[String(rating)] ?? 0;
  const good = RATINGS.filter((rating) => rating >= GOOD_FROM).reduce(
    (sum, rating) => sum + countOf(rating),
    0,
  );
  return (
    <section
      aria-label={t('satisfaction.summary')}
      className="grid gap-x-10 gap-y-5 rounded-large border border-line bg-surface p-4 md:grid-cols-[auto_1fr]"
    >
      <dl className="flex flex-wrap gap-6">
        <Figure label={t('satisfaction.answers')} value={formatNumber(total_count)} />
        <Figure
          label={t('satisfaction.score')}
          value={t('satisfaction.percent', { value: percent(good, total_count) })}
        />
        <Figure
          label={t('satisfaction.rate')}
          value={t('satisfaction.percent', { value: percent(total_count, total_sent_messages_count) })}
        />
      </dl>
      <ul className="grid gap-1">
        {RATINGS.map((rating) => (
          <li key={rating} className="grid grid-cols-[4rem_1fr_3rem] items-center gap-2 text-small">
            <span>{t('satisfaction.ofFive', { rating })}</span>
            <span aria-hidden="true" className="h-2 rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                ref={(bar) =>
                  bar?.style.setProperty('inline-size', `${percent(countOf(rating), total_count)}%`)
                }
              />
            </span>
            <span className="text-end">{formatNumber(countOf(rating))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-small text-ink-soft">{label}</dt>
      <dd className="text-title font-semibold">{value}</dd>
    </div>
  );
}
