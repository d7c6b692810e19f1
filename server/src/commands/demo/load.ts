import type { PoolClient } from 'pg';
import { contactInboxes, contacts } from '../../features/contacts/table.ts';
import { conversations, mentions, messages, participants } from '../../features/conversations/table.ts';
import { contactRow, LINKS_MAX, linkRows } from './contact-rows.ts';
import { copyRows } from './copy.ts';
import { type Course, courseAt } from './course/course.ts';
import { reserveIds } from './id-blocks.ts';
import type { Progress } from './progress.ts';
import { conversationRow, type NewConversationRow } from './rows.ts';
import type { Stage } from './stage.ts';
import type { Survey } from './survey.ts';
import { transaction } from './transaction.ts';
import { messageRows } from './words/messages.ts';

const CONTACTS_PER_BATCH = 5000;
const MESSAGES_PER_BATCH = 10_000;

/** Where the ids of what is loaded begin. */
interface FirstIds {
  contact: number;
  link: number;
  conversation: number;
  message: number;
}

interface Load {
  client: PoolClient;
  stage: Stage;
  surveyed: Survey;
  progress: Progress;
}

/** Writes everybody and everything, batch by batch, each in a transaction of its own. */
export async function load({ client, stage, surveyed, progress }: Load): Promise<void> {
  const first: FirstIds = {
    contact: await reserveIds(client, 'contacts', stage.contacts),
    link: await reserveIds(client, 'contact_inboxes', stage.contacts * LINKS_MAX),
    conversation: await reserveIds(client, 'conversations', stage.conversations),
    message: await reserveIds(client, 'messages', surveyed.messages),
  };
  for (const span of spansOf(stage.contacts, CONTACTS_PER_BATCH)) {
    await transaction(client, () => loadContacts({ client, stage, surveyed, progress }, first, span));
  }
  let message_id = first.message;
  const size = Math.max(1, Math.floor(MESSAGES_PER_BATCH / stage.messages_per));
  for (const span of spansOf(stage.conversations, size)) {
    const batch = span.map((index) => courseAt(stage, index));
    await transaction(client, () =>
      loadBatch({ client, stage, progress }, batch, { ...first, message: message_id }),
    );
    message_id += batch.reduce((count, { lines }) => count + lines.length, 0);
  }
}

function* spansOf(total: number, size: number): Generator<number[]> {
  for (let begin = 0; begin < total; begin += size) {
    yield Array.from({ length: Math.min(size, total - begin) }, (_, nth) => begin + nth);
  }
}

async function loadContacts({ client, stage, surveyed }: Load, first: FirstIds, span: readonly number[]) {
  const known = span.map((index) => ({
    index,
    ...whatIsKnown(stage, surveyed, index),
    id: first.contact + index,
  }));
  const rows = known.map(({ index, ...contact }) => contactRow(stage, index, contact));
  await copyRows(client, contacts, rows);
  const links = known.flatMap(({ index, ...contact }) => linkRows(stage, index, contact, first.link));
  await copyRows(client, contactInboxes, links);
}

function whatIsKnown(stage: Stage, { began_at, last_wrote_at }: Survey, index: number) {
  const appeared = stage.calendar.momentAt((index + 0.5) / stage.contacts);
  const last_at = last_wrote_at[index] ?? 0;
  return {
    created_at: new Date(Math.min(appeared, began_at[index] ?? appeared)),
    last_activity_at: last_at === 0 ? null : new Date(last_at),
  };
}

async function loadBatch(
  { client, stage, progress }: Omit<Load, 'surveyed'>,
  batch: readonly Course[],
  first: FirstIds,
) {
  const first_display_id = await takeDisplayIds(client, stage.account_id, batch.length);
  const written = batch.map((course, nth) => {
    const ids = {
      id: first.conversation + course.index,
      display_id: first_display_id + nth,
      contact_id: first.contact + course.contact_index,
      contact_inbox_id: first.link + course.contact_index * LINKS_MAX + course.link,
    };
    return { course, row: conversationRow(stage, course, ids) };
  });
  const rows = written.map(({ row }) => row);
  await copyRows(client, conversations, rows);
  await copyRows(client, messages, allMessages(stage, written, first.message, progress));
  await copyRows(client, participants, written.flatMap(watchers));
  await copyRows(client, mentions, written.flatMap(mentioned));
}

/** The account's next numbers: the counter moves with the batch, or not at all. */
async function takeDisplayIds(client: PoolClient, account_id: number, count: number): Promise<number> {
  const { rows } = await client.query<{ last: number }>(
    `update account_sequences set conversation_display_id = conversation_display_id + $2
      where account_id = $1 returning conversation_display_id as last`,
    [account_id, count],
  );
  const [counter] = rows;
  if (!counter) throw new Error('The account has no counter of conversations');
  return counter.last - count + 1;
}

interface Written {
  course: Course;
  row: NewConversationRow;
}

function* allMessages(stage: Stage, written: readonly Written[], first_id: number, progress: Progress) {
  let id = first_id;
  for (const { course, row } of written) {
    yield* messageRows(stage, course, row, id);
    id += course.lines.length;
    progress.advance(course.lines.length);
  }
}

/** Assignees watch what they are given, and whoever is named in a note watches as well. */
function watchers({ course, row }: Written) {
  const { assignee, lines } = course;
  const since = lines.find(({ part }) => part === 'assigned')?.at ?? row.created_at.getTime();
  const named = mentioned({ course, row }).filter(({ user_id }) => user_id !== assignee?.id);
  return assignee ? [pairing(row, assignee.id, since), ...named] : named;
}

function mentioned({ course, row }: Written) {
  const latest = new Map<number, number>();
  for (const { mentioned: agent, at } of course.lines) if (agent) latest.set(agent.id, at);
  return [...latest].map(([user_id, at]) => pairing(row, user_id, at));
}

function pairing({ account_id, id }: NewConversationRow, user_id: number, at: number) {
  const stamp = new Date(at);
  return { account_id, conversation_id: id, user_id, created_at: stamp, updated_at: stamp };
}
