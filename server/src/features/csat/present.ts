import type { CsatRecord, CsatResponse, CsatSurvey } from '@porchlight/contract/csat';
import type { AccountContext } from '../../context.ts';
import { avatarUrl } from '../accounts/avatar.ts';
import { findPeople, type Person } from '../accounts/people.ts';
import { presentAgent, secondsOf } from '../accounts/present.ts';
import { findContacts } from '../contacts/access.ts';
import { presentContact } from '../contacts/present.ts';
import type { ContactRow } from '../contacts/table.ts';
import type { FoundResponse } from './access.ts';
import { displayOf } from './survey.ts';
import type { Survey } from './survey-access.ts';
import type { CsatResponseRow } from './table.ts';

/** Whoever responses are of and about: contacts and agents by id. */
export interface Persons {
  contacts: Map<number, ContactRow>;
  people: Map<number, Person>;
}

/** Loads whom these responses name, all together. */
export async function loadPersons(ctx: AccountContext, rows: readonly FoundResponse[]): Promise<Persons> {
  const named = rows.flatMap(({ response }) => [
    response.assigned_agent_id ?? [],
    response.review_notes_updated_by_id ?? [],
  ]);
  return {
    contacts: await findContacts(
      ctx,
      rows.map(({ conversation }) => conversation.contact_id),
    ),
    people: await findPeople(ctx, named.flat()),
  };
}

/** Responses as the wire shows them, with whom they name. */
export async function presentResponses(
  ctx: AccountContext,
  rows: readonly FoundResponse[],
): Promise<CsatResponse[]> {
  const persons = await loadPersons(ctx, rows);
  return rows.map((row) => presentResponse(ctx, row, persons));
}

/** One response as the wire shows it. */
export async function presentOneResponse(ctx: AccountContext, row: FoundResponse): Promise<CsatResponse> {
  return presentResponse(ctx, row, await loadPersons(ctx, [row]));
}

function presentResponse(
  ctx: AccountContext,
  { response, conversation }: FoundResponse,
  { contacts, people }: Persons,
): CsatResponse {
  const contact = contacts.get(conversation.contact_id);
  const agent = people.get(response.assigned_agent_id ?? 0);
  const reviewer = people.get(response.review_notes_updated_by_id ?? 0)?.user;
  const { review_notes_updated_at } = response;
  return {
    id: response.id,
    rating: response.rating,
    feedback_message: response.feedback_message,
    csat_review_notes: response.csat_review_notes,
    review_notes_updated_at: review_notes_updated_at && secondsOf(review_notes_updated_at),
    ...(reviewer ? { review_notes_updated_by: { id: reviewer.id, name: reviewer.name } } : {}),
    account_id: response.account_id,
    message_id: response.message_id,
    ...(contact ? { contact: presentContact(ctx, contact) } : {}),
    conversation_id: conversation.display_id,
    ...(agent ? { assigned_agent: presentAgent(ctx, agent) } : {}),
    created_at: secondsOf(response.created_at),
  };
}

/** A survey as it is shown to whoever holds its link: nothing of what colleagues think of the answer. */
export function presentSurvey({ ctx, conversation, message, inbox, response }: Survey): CsatSurvey {
  return {
    id: message.id,
    csat_survey_response: response ? presentRecord(response, conversation.contact_id) : null,
    display_type: displayOf(message, inbox),
    content: message.content,
    inbox_avatar_url: avatarUrl(ctx, inbox.account_id, inbox.avatar),
    inbox_name: inbox.name,
    locale: ctx.account.locale,
    conversation_id: conversation.id,
    created_at: message.created_at.toISOString(),
  };
}

function presentRecord(response: CsatResponseRow, contact_id: number): CsatRecord {
  return {
    id: response.id,
    account_id: response.account_id,
    conversation_id: response.conversation_id,
    message_id: response.message_id,
    rating: response.rating,
    feedback_message: response.feedback_message,
    contact_id,
    assigned_agent_id: response.assigned_agent_id,
    created_at: response.created_at.toISOString(),
    updated_at: response.updated_at.toISOString(),
    // The keys are there for programs that know them; the notes are for colleagues.
    csat_review_notes: null,
    review_notes_updated_at: null,
    review_notes_updated_by_id: null,
  };
}
