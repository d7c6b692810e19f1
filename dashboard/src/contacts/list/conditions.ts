import {
  type ConditionDraft,
  EQUALITY,
  type FilterAttribute,
  type FilterLine,
  PARTS,
  PRESENCE,
  TIMES,
} from '../../filters/drafts.ts';

/** How the value of a condition is given. */
type ValueKind = 'text' | 'label' | 'yesno' | 'day';

type Attribute = FilterAttribute<ValueKind>;

/** A condition on contacts as it is being written. */
export type Draft = ConditionDraft<ValueKind>;

/** The same, or a condition that is not known here. */
export type Line = FilterLine<ValueKind>;

const EMAIL: Attribute = {
  key: 'email',
  label: 'panel.email',
  kind: 'text',
  operators: ['contains', 'does_not_contain', ...EQUALITY],
};

/** What contacts can be filtered by, as the desk takes it. */
export const attributes: readonly Attribute[] = [
  { key: 'name', label: 'panel.name', kind: 'text', operators: PARTS },
  EMAIL,
  { key: 'phone_number', label: 'panel.phone', kind: 'text', operators: ['starts_with', ...PARTS] },
  { key: 'identifier', label: 'panel.identifier', kind: 'text', operators: EQUALITY },
  { key: 'company', label: 'panel.company', kind: 'text', operators: PARTS },
  { key: 'city', label: 'panel.city', kind: 'text', operators: PARTS },
  { key: 'country_code', label: 'contacts.countryCode', kind: 'text', operators: EQUALITY },
  {
    key: 'labels',
    label: 'conversations.labelIs',
    kind: 'label',
    operators: PRESENCE,
  },
  { key: 'blocked', label: 'panel.blocked', kind: 'yesno', operators: EQUALITY },
  { key: 'created_at', label: 'conversations.createdAt', kind: 'day', operators: TIMES },
  { key: 'last_activity_at', label: 'conversations.lastActivityAt', kind: 'day', operators: TIMES },
];

/** A condition to begin with. */
export function newDraft(line: number, key = EMAIL.key): Draft {
  const attribute = attributes.find((each) => each.key === key) ?? EMAIL;
  const [operator = 'equal_to'] = attribute.operators;
  return { line, attribute, operator, values: attribute.kind === 'yesno' ? ['true'] : [], tie: 'and' };
}
