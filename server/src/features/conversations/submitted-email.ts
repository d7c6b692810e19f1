import type { AccountContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readAddress } from '../accounts/email-address.ts';
import { accessContact } from '../contacts/access.ts';
import type { ContactRow } from '../contacts/table.ts';
import { patiently } from './identities.ts';
import { asSystem } from './message.ts';
import { changeMessage, changing } from './message-change.ts';
import { updateAsClaimed } from './public-contact.ts';
import type { ConversationRow, MessageRow } from './table.ts';

interface SubmittedEmail {
  message: MessageRow;
  contact: ContactRow;
}

/**
 * Keeps the e-mail address that a contact gave where a message asked for it. The contact has it from then on; one
 * that belongs to another contact proves nothing, so that it is noted as unverified and nobody is merged.
 */
export async function submitEmail(
  ctx: AccountContext,
  conversation: ConversationRow,
  id: number,
  email: string,
): Promise<SubmittedEmail> {
  const submitted_email = readAddress(email);
  return patiently(ctx, () =>
    ctx.transaction(async (own) => {
      const message = await changing(own, conversation, id, async (tx, held, asking) => {
        if (asking.content_type !== 'input_email')
          throw new Refusal('unprocessable', 'The message does not ask for an e-mail address');
        const content_attributes = { ...asking.content_attributes, submitted_email };
        return changeMessage(tx, held, asking, { content_attributes });
      });
      const tx = asSystem(own);
      const contact = await accessContact(tx, conversation.contact_id);
      return { message, contact: await updateAsClaimed(tx, contact, { email: submitted_email }) };
    }),
  );
}
