import { channel } from '../page.ts';
import { ask } from '../wire/ask.ts';
import type { Message, PreChatField } from '../wire/shapes.ts';
import { noteConversation } from './conversations.ts';
import { noteArrived } from './heard.ts';
import { changeContact, contact, ensureVisitor } from './visitor.ts';

/** What the desk calls the standard questions, by the names that forms have for them. */
const CONTACT_FIELDS: Readonly<Record<string, string>> = {
  emailAddress: 'email',
  fullName: 'name',
  phoneNumber: 'phone_number',
};

/** The questions that are asked of this visitor: not those that the desk can answer itself. */
export function questions(): PreChatField[] {
  const { has_email, has_phone_number, identifier } = contact.value;
  const isKnown: Record<string, unknown> = {
    emailAddress: has_email,
    phoneNumber: has_phone_number,
    fullName: identifier || has_email || has_phone_number,
  };
  return (channel.preChatFormOptions?.pre_chat_fields ?? []).filter(
    ({ enabled, name, field_type }) => enabled && !(field_type === 'standard' && isKnown[name]),
  );
}

export interface Answers {
  echo_id: string;
  content: string;
  referrer: string;
  values: ReadonlyMap<PreChatField, string | boolean>;
}

/** Begins a conversation with the answers; answers its number. */
export async function submitAnswers(answers: Answers): Promise<number> {
  await ensureVisitor();
  const { id, first } = await askForConversation(answers);
  noteConversation(id, {});
  noteArrived(first);
  const attributes = attributesIn(answers, 'contact_attribute');
  // The conversation stands; what could not be noted of the contact is no reason to ask everything again.
  if (Object.keys(attributes).length > 0)
    await changeContact('contact', { custom_attributes: attributes }).catch(() => {});
  noteKnown(contactIn(answers));
  return id;
}

async function askForConversation(answers: Answers): Promise<{ id: number; first: Message }> {
  const { content, echo_id, referrer } = answers;
  const { id, messages } = await ask<{ id: number; messages: Message[] }>('POST', 'conversations', {
    body: {
      contact: contactIn(answers),
      message: { content, echo_id, timestamp: new Date().toString(), referer_url: referrer },
      custom_attributes: attributesIn(answers, 'conversation_attribute'),
    },
  });
  const [first] = messages;
  if (!first) throw new Error('A conversation began without its message');
  return { id, first };
}

const valuesOf = ({ values }: Answers, field_type: string) =>
  [...values].filter(([field, value]) => field.field_type === field_type && value !== '');

const attributesIn = (answers: Answers, field_type: string) =>
  Object.fromEntries(valuesOf(answers, field_type).map(([{ name }, value]) => [name, value]));

const contactIn = (answers: Answers): Record<string, string | boolean> =>
  Object.fromEntries(
    valuesOf(answers, 'standard').map(([{ name }, value]) => [CONTACT_FIELDS[name] ?? name, value]),
  );

function noteKnown({ email, name, phone_number }: Record<string, string | boolean>) {
  const { has_email, has_name, has_phone_number } = contact.value;
  contact.value = {
    ...contact.value,
    has_email: has_email || Boolean(email),
    has_name: has_name || Boolean(name),
    has_phone_number: has_phone_number || Boolean(phone_number),
  };
}
