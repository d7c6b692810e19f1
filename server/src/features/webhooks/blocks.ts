import type { AccountContext } from '../../context.ts';
import { avatarUrl } from '../accounts/avatar.ts';
import type { ContactRow } from '../contacts/table.ts';
import type { InboxRow } from '../inboxes/table.ts';
import type { Material } from './material.ts';

/** The parts of which payloads are made. */

export const accountBlock = ({ account }: AccountContext) => ({ id: account.id, name: account.name });

export const inboxBlock = ({ id, name }: Pick<InboxRow, 'id' | 'name'>) => ({ id, name });

// It says nowhere that it is a contact; receivers tell by that.
export function contactBlock(ctx: AccountContext, contact: ContactRow) {
  const avatar = avatarUrl(ctx, contact.account_id, contact.avatar);
  return {
    account: accountBlock(ctx),
    additional_attributes: contact.additional_attributes,
    avatar,
    custom_attributes: contact.custom_attributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone_number,
    thumbnail: avatar,
    blocked: contact.blocked,
  };
}

/** Whoever wrote or types; null for the desk itself and for those who are gone. */
export function senderBlock({ ctx, senders }: Material, type: string | null, id: number | null) {
  if (id === null) return null;
  switch (type) {
    case 'User':
    case 'user': {
      const person = senders.people.get(id);
      return person ? { id, name: person.user.name, email: person.user.email, type: 'user' as const } : null;
    }
    case 'AgentBot':
    case 'agent_bot': {
      const bot = senders.bots.get(id);
      return bot ? { id, name: bot.name, type: 'agent_bot' as const } : null;
    }
    case 'Contact':
    case 'contact': {
      const contact = senders.contacts.get(id);
      return contact ? contactBlock(ctx, contact) : null;
    }
    default:
      return null;
  }
}

/** Values before and after, each under its own name. */
export function changesBlock(changes: unknown) {
  return Object.entries((changes ?? {}) as Record<string, [unknown, unknown]>).map(
    ([name, [previous_value, current_value]]) => ({ [name]: { previous_value, current_value } }),
  );
}
