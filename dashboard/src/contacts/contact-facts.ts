import type { ContactState } from '@porchlight/client/state/desk';
import { t } from '../words/words.ts';

type Facts = Pick<ContactState, 'additional_attributes'>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

// Pages write `company_name`, programs `company` as often.
export const companyOf = ({ additional_attributes: more }: Facts): string =>
  text(more.company_name) || text(more.company);

export const cityOf = ({ additional_attributes: more }: Facts): string => text(more.city);

export const countryOf = ({ additional_attributes: more }: Facts): string =>
  text(more.country) || text(more.country_code);

export const aboutOf = ({ additional_attributes: more }: Facts): string => text(more.description);

/** City and country, as far as they are known. */
const placeOf = (contact: Facts): string =>
  [cityOf(contact), countryOf(contact)].filter(Boolean).join(', ') ||
  text(contact.additional_attributes.location);

/** What a contact is called where a name has to stand. */
export const nameOf = ({ name }: Pick<ContactState, 'name'>): string => name || t('conversations.nameless');

interface ContactFact {
  label: string;
  value: string;
  /** Where it leads, when it can be written or called to. */
  address?: string;
}

/** How somebody can be reached, and what else is known of them. */
export function factsOf(contact: ContactState): ContactFact[] {
  const { email, phone_number, identifier } = contact;
  const facts: ContactFact[] = [
    { label: t('panel.email'), value: email ?? '', address: `mailto:${email}` },
    { label: t('panel.phone'), value: phone_number ?? '', address: `tel:${phone_number}` },
    { label: t('panel.company'), value: companyOf(contact) },
    { label: t('panel.location'), value: placeOf(contact) },
    { label: t('panel.identifier'), value: identifier ?? '' },
    { label: t('panel.about'), value: aboutOf(contact) },
  ];
  return facts.filter(({ value }) => value !== '');
}
