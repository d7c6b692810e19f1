import { mergeMessages } from '../state/messages.ts';
import { contact } from '../state/visitor.ts';
import { ask } from '../wire/ask.ts';
import type { ContentAttributes, Message } from '../wire/shapes.ts';

/** Answers a message that asks for something; it shows the answer once the desk has it. */
export async function submit(message: Message, values: NonNullable<ContentAttributes['submitted_values']>) {
  await ask('PATCH', `messages/${message.id}`, { body: { message: { submitted_values: values } } });
  show(message, { submitted_values: values });
}

export async function submitEmail(message: Message, email: string) {
  await ask('PATCH', `messages/${message.id}`, { body: { contact: { email } } });
  show(message, { submitted_email: email });
  contact.value = { ...contact.value, has_email: true };
}

function show(message: Message, answer: ContentAttributes) {
  const content_attributes = { ...message.content_attributes, ...answer };
  mergeMessages(message.conversation_id, [{ ...message, content_attributes }]);
}
