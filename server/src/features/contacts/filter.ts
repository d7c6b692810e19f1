import { sql } from 'drizzle-orm';
import type { FilterAttribute, FilterAttributes } from '../../platform/filter/attributes.ts';
import { contacts } from './table.ts';

const additional = (key: string) => sql`${contacts.additional_attributes} ->> ${key}::text`;

const EQUALITY = ['equal_to', 'not_equal_to'] as const;
const PARTS = [...EQUALITY, 'contains', 'does_not_contain'] as const;
const TIMES = ['is_greater_than', 'is_less_than', 'days_before'] as const;

// Of several values the wire looks at the first one only, but for labels.
const text = (column: FilterAttribute['column']): FilterAttribute => ({
  column,
  kind: 'text',
  operators: PARTS,
  values_read: 'first',
});
const moment = (column: FilterAttribute['column']): FilterAttribute => ({
  column,
  kind: 'moment',
  operators: TIMES,
  values_read: 'first',
});

/** What contacts can be filtered by. */
export const contactAttributes: FilterAttributes = {
  name: text(sql`${contacts.name}`),
  email: text(sql`${contacts.email}`),
  phone_number: {
    column: sql`${contacts.phone_number}`,
    kind: 'exact',
    operators: [...PARTS, 'starts_with'],
    values_read: 'first',
    normalise: (value) => `+${value.trim().replace(/^\+/, '')}`,
  },
  identifier: {
    column: sql`${contacts.identifier}`,
    kind: 'exact',
    operators: EQUALITY,
    values_read: 'first',
  },
  city: text(additional('city')),
  // The dashboard writes `company_name`, programs `company` as often.
  company: text(sql`coalesce(nullif(${additional('company_name')}, ''), ${additional('company')})`),
  country_code: { ...text(additional('country_code')), operators: EQUALITY },
  labels: {
    column: sql`${contacts.labels}`,
    kind: 'list',
    operators: [...EQUALITY, 'is_present', 'is_not_present'],
  },
  blocked: { column: sql`${contacts.blocked}`, kind: 'flag', operators: EQUALITY, values_read: 'first' },
  created_at: moment(sql`${contacts.created_at}`),
  last_activity_at: moment(sql`${contacts.last_activity_at}`),
};
