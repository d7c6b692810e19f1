import type { ContactState, ConversationState } from '@porchlight/client/state/desk';
import { X } from 'lucide-react';
import { useDesk } from '../../app/live/use-live.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { listScope } from '../actions/scopes.ts';
import { ContactAttributes, ConversationAttributes } from './attribute-sections.tsx';
import { ContactCard } from './contact-card.tsx';
import { ContactNotes } from './contact-notes.tsx';
import { ConversationFacts } from './conversation-facts.tsx';
import { ConversationFiles } from './conversation-files.tsx';
import { Participants } from './participants.tsx';
import { Pickers } from './pickers.tsx';
import { PreviousConversations } from './previous-conversations.tsx';
import { FoldedSection } from './sections.tsx';

/** Whatever is known beside the messages of a conversation: of the contact, of the conversation, and of both before. */
export function SidePanel({ conversation_id }: { conversation_id: number }) {
  const conversation = useDesk((state) => state.conversations.get(conversation_id));
  const contact = useDesk((state) => conversation && state.contacts.get(conversation.contact_id));
  return (
    <aside aria-label={t('panel.title')} className="h-full w-full min-w-0 overflow-y-auto bg-surface">
      <div className="flex items-center justify-between border-b border-line px-4 py-2">
        <h2 className="font-semibold">{t('panel.title')}</h2>
        <IconButton icon={X} label={t('panel.close')} onClick={() => listScope.current()?.togglePanel()} />
      </div>
      {conversation && contact ? (
        <Sections key={conversation_id} conversation={conversation} contact={contact} />
      ) : (
        <Loading />
      )}
    </aside>
  );
}

function Sections({ conversation, contact }: { conversation: ConversationState; contact: ContactState }) {
  const { id } = conversation;
  return (
    <>
      <ContactCard contact={contact} conversation={conversation} />
      <FoldedSection name="conversation" title={t('panel.conversation')}>
        <Pickers conversation={conversation} />
      </FoldedSection>
      <FoldedSection name="facts" title={t('panel.facts')}>
        <ConversationFacts conversation={conversation} contact={contact} />
      </FoldedSection>
      <FoldedSection name="contactAttributes" title={t('panel.contactAttributes')}>
        <ContactAttributes contact={contact} />
      </FoldedSection>
      <FoldedSection name="attributes" title={t('panel.conversationAttributes')}>
        <ConversationAttributes conversation={conversation} />
      </FoldedSection>
      <FoldedSection name="notes" title={t('panel.notes')} isFoldedAtFirst>
        <ContactNotes key={contact.id} contact_id={contact.id} />
      </FoldedSection>
      <FoldedSection name="participants" title={t('panel.participants')} isFoldedAtFirst>
        <Participants conversation_id={id} />
      </FoldedSection>
      <FoldedSection name="files" title={t('panel.files')} isFoldedAtFirst>
        <ConversationFiles conversation_id={id} />
      </FoldedSection>
      <FoldedSection name="previous" title={t('panel.previous')} isFoldedAtFirst>
        <PreviousConversations conversation_id={id} contact_id={contact.id} />
      </FoldedSection>
    </>
  );
}
