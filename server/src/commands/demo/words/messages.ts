import type { Actor } from '../../../context.ts';
import { sayAssignment, sayStatus, typeNumber } from '../../../features/conversations/activity.ts';
import type { ConversationRow, MessageRow, messages } from '../../../features/conversations/table.ts';
import type { Line } from '../course/cast.ts';
import { type Course, greetingOf } from '../course/course.ts';
import { createRandom } from '../random.ts';
import { isAnswer, isFromCustomer, type NewConversationRow } from '../rows.ts';
import type { Agent, Stage } from '../stage.ts';
import { createVoice, type Voice } from './voice.ts';

type NewMessageRow = typeof messages.$inferInsert;

/** The messages of a conversation, written as they are asked for. */
export function* messageRows(
  stage: Stage,
  course: Course,
  row: NewConversationRow,
  first_id: number,
): Generator<NewMessageRow> {
  const voice = createVoice(createRandom(stage.seed, 'words', course.index), course);
  let id = first_id;
  for (const line of course.lines) {
    const at = new Date(line.at);
    yield {
      account_id: row.account_id,
      id,
      conversation_id: row.id,
      inbox_id: row.inbox_id,
      ...saidIn(line, row),
      content: contentOf(voice, line, course, row),
      created_at: at,
      updated_at: at,
    };
    id += 1;
  }
}

function saidIn(line: Line, row: NewConversationRow) {
  const isPrivate = line.part === 'note';
  if (isFromCustomer(line))
    return saying('incoming', false, { sender_type: 'Contact', sender_id: row.contact_id });
  if (isAnswer(line) || isPrivate) {
    return saying('outgoing', isPrivate, { sender_type: 'User', sender_id: line.agent?.id ?? null });
  }
  const type = line.part === 'greeting' ? 'template' : 'activity';
  return saying(type, false, { sender_type: null, sender_id: null });
}

const saying = (
  type: Parameters<typeof typeNumber>[0],
  isPrivate: boolean,
  sender: Pick<MessageRow, 'sender_type' | 'sender_id'>,
) => ({ message_type: typeNumber(type), private: isPrivate, ...sender });

function contentOf(voice: Voice, line: Line, course: Course, row: NewConversationRow): string | null {
  const { part } = line;
  switch (part) {
    case 'greeting':
      return greetingOf(course.on);
    case 'assigned':
      return sayWhoTookIt(line, course);
    case 'reopened':
      return sayChange(undefined, 'open');
    case 'resolved':
      return sayChange(line.agent, part);
    case 'snoozed':
    case 'pending':
      return sayChange(line.agent, part, row.snoozed_until);
    case 'note':
      return `${voice.say(part, line)}${line.mentioned ? ` ${mention(line.mentioned)}` : ''}`;
    default:
      return voice.say(part, line);
  }
}

function sayWhoTookIt({ agent }: Line, { assignee }: Course): string {
  return sayAssignment(actorOf(agent), { assignee, team: undefined, changed: 'assignee' });
}

function sayChange(
  agent: Agent | undefined,
  status: ConversationRow['status'],
  snoozed_until: Date | null = null,
): string {
  // The sentence is made of these two columns.
  return sayStatus(actorOf(agent), { status, snoozed_until } as ConversationRow);
}

function actorOf(agent: Agent | undefined): Actor {
  if (!agent) return { type: 'system', id: null, name: 'Porchlight' };
  return { type: 'user', id: agent.id, name: agent.name, role: agent.role };
}

const mention = ({ id, name }: Agent) => `[@${name}](mention://user/${id}/${encodeURIComponent(name)})`;
