import type { MessageState } from '@porchlight/client/state/desk';

/** A card, a choice, an article or a field of a form. */
export interface RichItem {
  key: string;
  title: string;
  text: string;
  /** A choice that the customer made. */
  isChosen: boolean;
  actions: readonly { text: string; address: string | undefined }[];
}

/** Something that the customer answered. */
export interface Submitted {
  name: string;
  value: string;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const SAFE = /^(https?:\/\/|mailto:|tel:)/i;

const addressOf = (value: unknown): string | undefined => {
  const address = text(value);
  return SAFE.test(address) ? address : undefined;
};

/** What a message has besides its text, and what was answered to it. */
export function readRich({ content_type, content_attributes }: MessageState) {
  const submitted = readSubmitted(content_attributes);
  const chosen = new Set(list(content_attributes.submitted_values).map((each) => text(field(each, 'value'))));
  const items = list(content_attributes.items).map((item, index) => readItem(item, index, chosen));
  return { items: content_type === 'input_csat' ? [] : items, submitted };
}

function readItem(item: unknown, index: number, chosen: ReadonlySet<string>): RichItem {
  const actions = list(field(item, 'actions')).map((action) => ({
    text: text(field(action, 'text')),
    address: addressOf(field(action, 'uri')),
  }));
  const link = addressOf(field(item, 'link'));
  const title = text(field(item, 'title')) || text(field(item, 'label')) || text(field(item, 'name'));
  return {
    key: `${index} ${title}`,
    title,
    text: text(field(item, 'description')) || text(field(item, 'placeholder')),
    isChosen: chosen.has(text(field(item, 'value'))),
    actions: link === undefined ? actions : [...actions, { text: link, address: link }],
  };
}

const STARS_MAX = 5;

function readSubmitted(attributes: Readonly<Record<string, unknown>>): Submitted[] {
  const { submitted_values, submitted_email } = attributes;
  const survey = field(submitted_values, 'csat_survey_response');
  const rating = Number(field(survey, 'rating'));
  // A field of a form is named; a choice has a title, and a value for programs.
  const answers = list(submitted_values).map((each) => {
    const [name, title, value] = ['name', 'title', 'value'].map((part) => text(field(each, part)));
    return name ? { name, value: value ?? '' } : { name: '', value: title || value || '' };
  });
  const stars = rating >= 1 && rating <= STARS_MAX ? '★'.repeat(rating) + '☆'.repeat(STARS_MAX - rating) : '';
  const named = [
    { name: '', value: stars },
    { name: '', value: text(field(survey, 'feedback_message')) },
    { name: '', value: text(submitted_email) },
  ].filter(({ value }) => value !== '');
  return [...answers, ...named];
}
