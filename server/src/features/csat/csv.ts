import type { CsatFilters } from '@porchlight/contract/csat';
import type { AccountContext } from '../../context.ts';
import type { FoundResponse } from './access.ts';
import { eachResponse } from './list.ts';
import { loadPersons, type Persons } from './present.ts';

const HEADINGS = [
  'Agent',
  'Rating',
  'Feedback',
  'Contact name',
  'Contact e-mail',
  'Contact phone number',
  'Conversation',
  'Recorded at',
  'Review notes',
];

type Period = CsatFilters & { since: number; until: number };

/** All responses of a period as CSV, some lines at a time; the last line says which period. */
export async function* csvOfResponses(ctx: AccountContext, filters: Period): AsyncGenerator<string> {
  yield lineOf(HEADINGS);
  for await (const rows of eachResponse(ctx, filters)) {
    const persons = await loadPersons(ctx, rows);
    yield rows.map((row) => lineOf(cellsOf(ctx, row, persons))).join('');
  }
  yield lineOf([`Period: ${momentOf(filters.since)} to ${momentOf(filters.until)}`]);
}

const momentOf = (seconds: number) => new Date(seconds * 1000).toISOString();

function cellsOf(
  { services, account }: AccountContext,
  { response, conversation }: FoundResponse,
  { contacts, people }: Persons,
): (string | null | undefined)[] {
  const contact = contacts.get(conversation.contact_id);
  const { frontend_url } = services.config;
  return [
    people.get(response.assigned_agent_id ?? 0)?.user.name,
    String(response.rating),
    response.feedback_message,
    contact?.name,
    contact?.email,
    contact?.phone_number,
    `${frontend_url}/app/accounts/${account.id}/conversations/${conversation.display_id}`,
    response.created_at.toISOString(),
    response.csat_review_notes,
  ];
}

const lineOf = (cells: readonly (string | null | undefined)[]) =>
  `${cells.map((cell) => quoted(harmless(cell ?? ''))).join(',')}\r\n`;

// Spreadsheets run what begins like this, in full width too, and behind blanks that nobody sees.
const FORMULA = /^[\s\p{C}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\0]/u;

/** Text that no spreadsheet takes for a formula. */
const harmless = (text: string) => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (text: string) => (/[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
