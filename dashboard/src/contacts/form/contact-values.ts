import type { ContactState } from '@porchlight/client/state/desk';
import { aboutOf, cityOf, companyOf, countryOf } from '../contact-facts.ts';

export const FIELD_NAMES = [
  'name',
  'email',
  'phone_number',
  'company',
  'city',
  'country',
  'identifier',
  'about',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];
export type ContactValues = Readonly<Record<FieldName, string>>;

type Known = Pick<ContactState, 'name' | 'email' | 'phone_number' | 'identifier' | 'additional_attributes'>;

export const BLANK: ContactValues = {
  name: '',
  email: '',
  phone_number: '',
  company: '',
  city: '',
  country: '',
  identifier: '',
  about: '',
};

/** What a form begins with. */
export const valuesOf = (contact: Known): ContactValues => ({
  name: contact.name,
  email: contact.email ?? '',
  phone_number: contact.phone_number ?? '',
  company: companyOf(contact),
  city: cityOf(contact),
  country: countryOf(contact),
  identifier: contact.identifier ?? '',
  about: aboutOf(contact),
});

const IDENTITIES = ['email', 'phone_number', 'identifier'] as const;
// A company that stands under both names is the same one.
const ATTRIBUTES = {
  company: ['company_name', 'company'],
  city: ['city'],
  country: ['country'],
  about: ['description'],
} as const satisfies Partial<Record<FieldName, readonly string[]>>;

interface Changes {
  name?: string;
  email?: string | null;
  phone_number?: string | null;
  identifier?: string | null;
  additional_attributes?: Record<string, string>;
}

/** What differs, as the desk takes it: what a colleague changed meanwhile of the rest stays. */
export function changesOf(values: ContactValues, before: ContactValues): Changes {
  const changed = (name: FieldName) => values[name].trim() !== before[name].trim();
  const identities = IDENTITIES.filter(changed).map((name) => [name, values[name].trim() || null]);
  const attributes = Object.entries(ATTRIBUTES)
    .filter(([name]) => changed(name as FieldName))
    .flatMap(([name, keys]) => keys.map((key) => [key, values[name as FieldName].trim()]));
  return {
    ...(changed('name') ? { name: values.name.trim() } : {}),
    ...Object.fromEntries(identities),
    ...(attributes.length > 0 ? { additional_attributes: Object.fromEntries(attributes) } : {}),
  };
}

/** What is wrong with what was entered. */
export type Problem = 'not_an_email' | 'not_a_phone' | 'no_identity';

const MAIL = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+[1-9]\d{1,14}$/;

/** What the desk would refuse, by field. */
export function problemsOf({ email, phone_number }: ContactValues): Partial<Record<FieldName, Problem>> {
  const isMail = email.trim() === '' || MAIL.test(email.trim());
  const isPhone = phone_number.trim() === '' || PHONE.test(phone_number.trim());
  return {
    ...(isMail ? {} : { email: 'not_an_email' }),
    ...(isPhone ? {} : { phone_number: 'not_a_phone' }),
  };
}

/** The same of a new contact, which no list would show with a name alone. */
export function problemsOfNew(values: ContactValues): Partial<Record<FieldName, Problem>> {
  const isBare = IDENTITIES.every((name) => values[name].trim() === '');
  return isBare ? { email: 'no_identity' } : problemsOf(values);
}
