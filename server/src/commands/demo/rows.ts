import { randomUUID } from 'node:crypto';
import type { ConversationRow, conversations } from '../../features/conversations/table.ts';
import type { Line } from './course/cast.ts';
import type { Course } from './course/course.ts';
import type { Part } from './course/script.ts';
import { createRandom, type Random } from './random.ts';
import type { Stage } from './stage.ts';

/** Ids that a conversation gets or points to. */
export interface ConversationIds {
  id: number;
  display_id: number;
  contact_id: number;
  contact_inbox_id: number;
}

const dateOf = (at: number) => new Date(at);
const dateOrNull = (at: number | undefined) => (at === undefined ? null : new Date(at));

const FROM_CUSTOMER = new Set<Part>(['question', 'reply', 'thanks']);
const ANSWERS = new Set<Part>(['answer', 'closing']);

export const isFromCustomer = ({ part }: Line) => FROM_CUSTOMER.has(part);
export const isAnswer = ({ part }: Line) => ANSWERS.has(part);

export type NewConversationRow = typeof conversations.$inferInsert & ConversationIds & { created_at: Date };

/** The row that the verbs would have left after all that happened; what is left out keeps its default. */
export function conversationRow(stage: Stage, course: Course, ids: ConversationIds): NewConversationRow {
  const random = createRandom(stage.seed, 'words', -1 - course.index);
  const { lines, assignee, on, status } = course;
  const [first] = lines;
  const last_at = dateOf(lines.at(-1)?.at ?? stage.calendar.now);
  const topic = course.topics[0];
  return {
    account_id: stage.account_id,
    ...ids,
    uuid: randomUUID(),
    inbox_id: on.inbox.id,
    status,
    assignee_id: assignee?.id ?? null,
    team_id: topic && random.chance(0.7) ? stage.team_ids[topic.team] : null,
    snoozed_until: dateOrNull(course.snoozed_until),
    waiting_since: dateOrNull(waitingSince(course)),
    first_reply_created_at: dateOrNull(lines.find(isAnswer)?.at),
    ...seenIn(stage, course, random),
    last_activity_at: last_at,
    ...traitsOf(course, random),
    created_at: dateOf(first?.at ?? last_at.getTime()),
    updated_at: last_at,
  };
}

function traitsOf({ on, person, topics }: Course, random: Random) {
  return {
    priority: priorityOf(random),
    additional_attributes: on.inbox.channel_kind === 'web-widget' ? visitOf(random, person.tongue) : {},
    custom_attributes: random.chance(0.2) ? { satisfaction: 3 + random.below(3) } : {},
    labels: labelsOf(random, topics[0]?.labels ?? []),
  };
}

/** Since when the customer has been waiting for a public answer. */
function waitingSince({ lines, status }: Course): number | undefined {
  if (status === 'resolved') return undefined;
  let since: number | undefined;
  for (const line of lines) {
    if (isFromCustomer(line)) since ??= line.at;
    else if (isAnswer(line) || line.part === 'resolved') since = undefined;
  }
  return since;
}

function seenIn(stage: Stage, course: Course, random: Random) {
  const agent_last_seen_at = dateOrNull(seenByAgentsAt(course, random));
  return {
    agent_last_seen_at,
    assignee_last_seen_at: course.assignee ? agent_last_seen_at : null,
    contact_last_seen_at: dateOrNull(seenByContactAt(stage, course, random)),
  };
}

/** What came in after this is unread: in some conversations that wait for an answer. */
function seenByAgentsAt({ lines, status }: Course, random: Random): number | undefined {
  const [last, isUnread] = [lines.at(-1), random.chance(0.65)];
  if (status !== 'open' || !last || !isUnread) return last?.at;
  return lines.findLast((line) => line.agent !== undefined)?.at;
}

function seenByContactAt(stage: Stage, { lines }: Course, random: Random): number | undefined {
  const written = lines.findLast(isFromCustomer)?.at;
  const answered = lines.findLast(isAnswer)?.at;
  if (answered === undefined || !random.chance(0.75)) return written;
  return Math.max(
    written ?? answered,
    Math.min(stage.calendar.now, Math.floor(answered + random.exponential(600_000))),
  );
}

function priorityOf(random: Random): ConversationRow['priority'] {
  if (!random.chance(0.3)) return null;
  return random.pick(['low', 'medium', 'medium', 'high', 'high', 'urgent'] as const);
}

export const FURTHER_LABELS = ['vip', 'follow-up', 'churn-risk', 'waiting-on-supplier'] as const;

function labelsOf(random: Random, ofTopic: readonly string[]): string[] {
  const own = ofTopic.filter(() => random.chance(0.7));
  return random.chance(0.12) ? [...own, random.pick(FURTHER_LABELS)] : own;
}

const BROWSERS = [
  ['Chrome', '138.0', 'Windows', '10.0'],
  ['Safari', '18.4', 'macOS', '15.4'],
  ['Firefox', '140.0', 'Linux', ''],
  ['Safari', '18.4', 'iPhone', '18.4'],
  ['Chrome', '137.0', 'Android', '15'],
] as const;
const PAGES = [
  '',
  'lamps',
  'lamps/porch-lantern',
  'pricing',
  'help',
  'account/orders',
  'returns',
  'blog',
] as const;

/** What the widget tells of the page from which somebody writes. */
function visitOf(random: Random, tongue: string | undefined): Record<string, unknown> {
  const [browser_name, browser_version, platform_name, platform_version] = random.pick(BROWSERS);
  return {
    browser: { browser_name, browser_version, platform_name, platform_version, device_name: 'Unknown' },
    browser_language: tongue ?? 'en',
    referer: `https://lumo.example.com/${random.pick(PAGES)}`,
  };
}
