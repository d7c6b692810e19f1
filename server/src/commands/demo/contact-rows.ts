import { randomUUID } from 'node:crypto';
import type { contactInboxes, contacts } from '../../features/contacts/table.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { type Person, personAt } from './people/person.ts';
import { itemAt } from './random.ts';
import type { Stage } from './stage.ts';

/** Every contact has room for this many links, so that a link's id follows from the contact's place. */
export const LINKS_MAX = 2;

interface Known {
  id: number;
  created_at: Date;
  /** When the contact last wrote. */
  last_activity_at: Date | null;
}

type NewContactRow = typeof contacts.$inferInsert;
type NewLinkRow = typeof contactInboxes.$inferInsert;

/** The row that the verb would have made. */
export function contactRow(
  stage: Stage,
  index: number,
  { id, created_at, last_activity_at }: Known,
): NewContactRow {
  const person = personAt(stage.seed, index);
  const email = person.has_email ? emailOf(person, id) : null;
  const phone_number = person.has_phone ? phoneOf(id) : null;
  return {
    account_id: stage.account_id,
    id,
    name: person.name,
    email,
    phone_number,
    identifier: person.has_identifier ? `customer-${id}` : null,
    blocked: person.blocked,
    contact_type: email || phone_number ? 'lead' : 'visitor',
    ...attributesOf(person),
    last_activity_at,
    created_at,
    updated_at: created_at,
  };
}

const DOMAINS = ['example.com', 'example.org', 'example.net'];

// The id makes it unlike that of everybody with the same name.
const emailOf = ({ latin }: Person, id: number) => `${latin}.${id}@${itemAt(DOMAINS, id)}`;

const NUMBERS = 8_000_000;
const LOWEST_NUMBER = 2_000_000;
const SCATTER = 7_368_787;

/** A number in area code 555, which belongs to nobody; another one for each id. */
const phoneOf = (id: number) => `+1555${LOWEST_NUMBER + ((id * SCATTER) % NUMBERS)}`;

function attributesOf({ is_visitor, city, country, country_code, company, plan, seats }: Person) {
  if (is_visitor) return { location: '', country_code: '', additional_attributes: {}, custom_attributes: {} };
  const company_name = company === undefined ? {} : { company_name: company };
  return {
    location: city,
    // As the verb does: the column takes the name of the country.
    country_code: country,
    additional_attributes: { city, country, country_code, ...company_name },
    custom_attributes: { plan, seats },
  };
}

/** The contact's addresses in the inboxes that it writes to. */
export function linkRows(stage: Stage, index: number, contact: Known, first_link_id: number): NewLinkRow[] {
  const { inboxes } = personAt(stage.seed, index);
  return inboxes.map((place, nth) => ({
    account_id: stage.account_id,
    id: first_link_id + index * LINKS_MAX + nth,
    contact_id: contact.id,
    inbox_id: itemAt(stage.inboxes, place).inbox.id,
    source_id: randomUUID(),
    pubsub_token: randomToken(),
    created_at: contact.created_at,
    updated_at: contact.created_at,
  }));
}
