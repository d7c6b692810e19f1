import type { WidgetUser } from '../protocol.ts';
import { type HostHandlers, say } from './host.ts';
import { onConversation } from './state/annotations.ts';
import { changeContact, ensureVisitor } from './state/visitor.ts';
import { ask } from './wire/ask.ts';
import { Failure } from './wire/failure.ts';

/** What the page asks of the visitor's record happens in the order in which it asked. */
let work: Promise<unknown> = Promise.resolve();

function inOrder(act: () => Promise<unknown>, failed: (error: unknown) => void = () => {}) {
  work = work.then(act).catch(failed);
}

const FURTHER = ['company_name', 'city', 'country_code', 'description', 'social_profiles'] as const;

/** A user as the desk takes one: some of what the page says is an attribute there. */
function fieldsOf(identifier: string | number, user: WidgetUser): object {
  const { email, name, avatar_url, identifier_hash, phone_number, custom_attributes } = user;
  const further = FURTHER.filter((key) => user[key] !== undefined).map((key) => [key, user[key]]);
  return {
    identifier: String(identifier),
    email,
    name,
    avatar_url,
    identifier_hash,
    phone_number,
    custom_attributes,
    ...(further.length > 0 ? { additional_attributes: Object.fromEntries(further) } : {}),
  };
}

const reasonOf = (error: unknown) =>
  error instanceof Failure ? (error.body ?? { error: error.message }) : {};

/** What the page knows of the visitor and of what the conversation is about. */
export const visitorCommands = {
  'set-user': ({ identifier, user }) =>
    inOrder(
      () => changeContact('contact/set_user', fieldsOf(identifier, user)),
      (error) => say('error', { errorType: 'SET_USER_ERROR', data: reasonOf(error) }),
    ),
  'set-custom-attributes': ({ customAttributes: custom_attributes }) =>
    inOrder(() => changeContact('contact', { custom_attributes })),
  'delete-custom-attribute': ({ customAttribute }) =>
    inOrder(async () => {
      await ensureVisitor();
      await ask('POST', 'contact/destroy_custom_attributes', {
        body: { custom_attributes: [customAttribute] },
      });
    }),
  'set-conversation-custom-attributes': ({ customAttributes: custom_attributes }) =>
    onConversation('attributes', 'POST', 'conversations/set_custom_attributes', { custom_attributes }),
  'delete-conversation-custom-attribute': ({ customAttribute }) =>
    onConversation(`attribute ${customAttribute}`, 'POST', 'conversations/destroy_custom_attributes', {
      custom_attribute: [customAttribute],
    }),
  'set-label': ({ label }) => onConversation(`label ${label}`, 'POST', 'labels', { label }),
  'remove-label': ({ label }) =>
    onConversation(`label ${label}`, 'DELETE', `labels/${encodeURIComponent(label)}`),
} satisfies HostHandlers;
