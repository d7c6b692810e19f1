import type { TransactionContext } from '../../context.ts';
import { accessContact } from '../contacts/access.ts';
import { findInboxes } from '../inboxes/access.ts';
import type { ConversationRow } from './table.ts';

const MARK = /\{\{|\{%/;
const CODE = /```[\s\S]*?```|`[^`]*`/g;
const CONTENT_MAX = 150_000;
const LIMITS = { parseLimit: 200_000, renderLimit: 200, memoryLimit: 1_000_000 };
// Without templates of its own a text could include files of the server.
const OPTIONS = { ...LIMITS, ownPropertyOnly: true, templates: {} };

/**
 * Fills `{{contact.name}}` and its like, written in Liquid. Text between backticks is left alone, and a text that
 * is not Liquid, or would become too long, stays as it was written.
 */
export async function fillVariables(
  tx: TransactionContext,
  conversation: ConversationRow,
  content: string,
): Promise<string> {
  if (!MARK.test(content)) return content;
  const { Liquid } = await import('liquidjs');
  const variables = await variablesOf(tx, conversation);
  // One rendering for the whole text, so that the limits hold for the whole text.
  const template = content.replaceAll(CODE, (code) => `{% raw %}${code}{% endraw %}`);
  try {
    const filled = String(await new Liquid(OPTIONS).parseAndRender(template, variables));
    return filled.length <= CONTENT_MAX ? filled : content;
  } catch {
    return content;
  }
}

async function variablesOf(tx: TransactionContext, conversation: ConversationRow) {
  const contact = await accessContact(tx, conversation.contact_id);
  const inbox = (await findInboxes(tx, [conversation.inbox_id])).get(conversation.inbox_id);
  const agentName = tx.actor.type === 'user' ? tx.actor.name : '';
  return {
    contact: {
      id: contact.id,
      ...namesOf(contact.name),
      email: contact.email,
      phone_number: contact.phone_number,
      custom_attribute: contact.custom_attributes,
    },
    agent: namesOf(agentName),
    conversation: { display_id: conversation.display_id, custom_attribute: conversation.custom_attributes },
    inbox: { name: inbox?.name },
    account: { name: tx.account.name },
  };
}

function namesOf(name: string) {
  const words = name.trim().split(/\s+/);
  return { name, first_name: words[0], last_name: words.length > 1 ? words.at(-1) : '' };
}
