import type { AccountContext } from '../../context.ts';
import { labels } from '../../features/labels/table.ts';
import { itemAt } from './random.ts';
import { FURTHER_LABELS } from './rows.ts';
import { topics } from './topics/topics.ts';

const COLORS = [
  '#1f93ff',
  '#2f9e44',
  '#e8590c',
  '#ae3ec9',
  '#e03131',
  '#0c8599',
  '#f08c00',
  '#495057',
] as const;

/** Makes the labels that conversations of the demo carry; those that are there stay as they are. */
export async function makeLabels(ctx: AccountContext) {
  const titles = new Set([...topics.flatMap((topic) => topic.labels), ...FURTHER_LABELS]);
  const stamps = { created_at: ctx.now(), updated_at: ctx.now() };
  const rows = [...titles].map((title, nth) => ({
    account_id: ctx.account.id,
    title,
    color: itemAt(COLORS, nth),
    show_on_sidebar: nth < COLORS.length,
    ...stamps,
  }));
  await ctx.queries.insert(labels).values(rows).onConflictDoNothing();
}
