import type { CsatFilters } from '@porchlight/contract/csat';
import { and, asc, count, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { AccountContext } from '../../context.ts';
import { listed } from '../conversations/access.ts';
import { conversations, messages } from '../conversations/table.ts';
import { type FoundResponse, ofItsConversation, selectResponses, visibleResponses } from './access.ts';
import { csatSurveyResponses } from './table.ts';

const PAGE_SIZE = 25;

interface Page {
  sort?: 'created_at' | '-created_at' | undefined;
  page: number;
}

/** A page of responses, the newest first unless `sort` says otherwise. */
export function listResponses(
  ctx: AccountContext,
  { sort, page, ...filters }: CsatFilters & Page,
): Promise<FoundResponse[]> {
  const direction = sort === 'created_at' ? asc : desc;
  return selectResponses(ctx)
    .where(matching(ctx, filters))
    .orderBy(direction(csatSurveyResponses.created_at), direction(csatSurveyResponses.id))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
}

/** How many responses there are, by rating, and how many surveys were sent. */
export async function countResponses(ctx: AccountContext, filters: CsatFilters) {
  const counted = await ctx.queries
    .select({ rating: csatSurveyResponses.rating, count: count() })
    .from(csatSurveyResponses)
    .innerJoin(conversations, ofItsConversation())
    .where(matching(ctx, filters))
    .groupBy(csatSurveyResponses.rating)
    .orderBy(csatSurveyResponses.rating);
  return {
    total_count: counted.reduce((sum, group) => sum + group.count, 0),
    ratings_count: Object.fromEntries(counted.map((group) => [String(group.rating), group.count])),
    total_sent_messages_count: await countSurveys(ctx, filters),
  };
}

async function countSurveys(ctx: AccountContext, filters: CsatFilters): Promise<number> {
  const ofItsMessage = and(
    eq(conversations.account_id, messages.account_id),
    eq(conversations.id, messages.conversation_id),
  );
  const [counted] = await ctx.queries
    .select({ count: count() })
    .from(messages)
    .innerJoin(conversations, ofItsMessage)
    .where(
      and(
        eq(messages.account_id, ctx.account.id),
        listed(ctx),
        // As the index of surveys says it, so that the database sees that it can be used.
        sql`${messages.content_type} = 'input_csat'`,
        within(messages.created_at, filters),
        ofPlace(filters),
        among(conversations.assignee_id, filters.user_ids),
      ),
    );
  return counted?.count ?? 0;
}

const BATCH = 500;

/** All responses, the newest first, some at a time. */
export async function* eachResponse(
  ctx: AccountContext,
  filters: CsatFilters,
): AsyncGenerator<FoundResponse[]> {
  for (let before: SQL | undefined; ; ) {
    const rows: FoundResponse[] = await selectResponses(ctx)
      .where(and(matching(ctx, filters), before))
      .orderBy(desc(csatSurveyResponses.created_at), desc(csatSurveyResponses.id))
      .limit(BATCH);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1)?.response;
    if (!last || rows.length < BATCH) return;
    const place = sql`(${last.created_at.toISOString()}::timestamptz, ${last.id}::bigint)`;
    before = sql`(${csatSurveyResponses.created_at}, ${csatSurveyResponses.id}) < ${place}`;
  }
}

const matching = (ctx: AccountContext, filters: CsatFilters) =>
  and(
    visibleResponses(ctx),
    within(csatSurveyResponses.created_at, filters),
    ofPlace(filters),
    among(csatSurveyResponses.assigned_agent_id, filters.user_ids),
    filters.rating === undefined ? undefined : eq(csatSurveyResponses.rating, filters.rating),
  );

const within = (column: PgColumn, { since, until }: CsatFilters) =>
  and(
    since === undefined ? undefined : gte(column, new Date(since * 1000)),
    until === undefined ? undefined : lt(column, new Date(until * 1000)),
  );

const ofPlace = ({ inbox_id, team_id }: CsatFilters) =>
  and(
    inbox_id ? eq(conversations.inbox_id, inbox_id) : undefined,
    team_id ? eq(conversations.team_id, team_id) : undefined,
  );

const among = (column: PgColumn, ids: readonly number[] | undefined) =>
  ids === undefined ? undefined : inArray(column, [...ids]);
