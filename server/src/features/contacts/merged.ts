import { classified } from './contact.ts';
import type { ContactRow } from './table.ts';

const FILLED = [
  'name',
  'middle_name',
  'last_name',
  'email',
  'phone_number',
  'identifier',
  'location',
  'country_code',
  'company_id',
  'avatar',
  'avatar_url',
  'last_activity_at',
] as const;

/** What the base contact becomes with another merged into it: its own values win, blanks are filled. */
export function mergedColumns(base: ContactRow, mergee: ContactRow) {
  const filled = Object.fromEntries(FILLED.map((name) => [name, base[name] || mergee[name]]));
  return classified({
    ...(filled as Pick<ContactRow, (typeof FILLED)[number]>),
    // Whom the desk does not want to hear stays unheard.
    blocked: base.blocked || mergee.blocked,
    contact_type: base.contact_type === 'visitor' ? mergee.contact_type : base.contact_type,
    labels: [...new Set([...base.labels, ...mergee.labels])],
    additional_attributes: deepMerged(base.additional_attributes, mergee.additional_attributes),
    custom_attributes: deepMerged(base.custom_attributes, mergee.custom_attributes),
  });
}

type Attributes = Record<string, unknown>;

/** Both together, at any depth; of what stands in both the first one's counts. */
export function deepMerged(winning: Attributes, filling: Attributes): Attributes {
  const entries = Object.entries(filling).map(([key, value]) => {
    if (!Object.hasOwn(winning, key)) return [key, value];
    const own = winning[key];
    return [key, isObject(own) && isObject(value) ? deepMerged(own, value) : own];
  });
  return { ...winning, ...Object.fromEntries(entries) };
}

const isObject = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
