import type { ContactState, ConversationState } from '@porchlight/client/state/desk';
import { Ban, BellOff, Mail, Merge, Pencil } from 'lucide-react';
import { useState } from 'react';
import { sentenceOf } from '../../app/ask.ts';
import { useDesk, useLive } from '../../app/live/use-live.ts';
import { factsOf } from '../../contacts/contact-facts.ts';
import { Address } from '../../ui/address.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { mute, unmute } from '../actions/muting.ts';
import { ContactForm } from './contact-form.tsx';
import { CopyIcon } from './copy-icon.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { TranscriptDialog } from './transcript-dialog.tsx';

interface ContactCardProps {
  contact: ContactState;
  conversation: ConversationState;
}

/** Who the customer is. */
export function ContactCard({ contact, conversation }: ContactCardProps) {
  const [isEdited, setEdited] = useState(false);
  const isOnline = useDesk((state) => state.presence.contacts[contact.id] === 'online');
  const name = contact.name || t('thread.contact');
  const { blocked } = contact;
  return (
    <section aria-label={t('panel.contact')} className="grid gap-3 border-b border-line p-4 *:min-w-0">
      <div className="flex items-center gap-3">
        <Avatar
          name={name}
          picture={contact.thumbnail}
          presence={isOnline ? 'online' : undefined}
          size="large"
        />
        <div className="min-w-0 grow">
          <bdi className="line-clamp-4 text-large font-semibold wrap-anywhere">{name}</bdi>
          {blocked && (
            <Badge tone="bad">
              <Ban size={12} aria-hidden="true" />
              {t('panel.blocked')}
            </Badge>
          )}
        </div>
        <IconButton
          icon={Pencil}
          label={t('panel.editContact')}
          aria-expanded={isEdited}
          onClick={() => setEdited(!isEdited)}
        />
      </div>
      {isEdited ? (
        <ContactForm contact={contact} onDone={() => setEdited(false)} />
      ) : (
        <ContactFacts contact={contact} />
      )}
      <CardButtons contact={contact} conversation={conversation} />
    </section>
  );
}

/** What can be done about the contact. */
function CardButtons({ contact, conversation }: ContactCardProps) {
  const live = useLive();
  const [opened, setOpened] = useState<'merge' | 'transcript'>();
  const { blocked } = contact;
  const turnMute = () => {
    const change = blocked ? unmute : mute;
    change({ live, conversations: [conversation], isSelection: false }).catch((error: unknown) =>
      toast(sentenceOf(error), { tone: 'bad' }),
    );
  };
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" onClick={turnMute}>
          <BellOff size={14} aria-hidden="true" />
          {blocked ? t('panel.unmute') : t('panel.mute')}
        </Button>
        <Button size="small" onClick={() => setOpened('transcript')}>
          <Mail size={14} aria-hidden="true" />
          {t('panel.transcript')}
        </Button>
        <Button size="small" onClick={() => setOpened('merge')}>
          <Merge size={14} aria-hidden="true" />
          {t('panel.merge')}
        </Button>
      </div>
      {opened === 'merge' && <MergeDialog contact={contact} onClose={() => setOpened(undefined)} />}
      {opened === 'transcript' && (
        <TranscriptDialog
          conversation_id={conversation.id}
          email={contact.email ?? ''}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function ContactFacts({ contact }: { contact: ContactState }) {
  const facts = factsOf(contact);
  if (facts.length === 0) return <p className="text-ink-soft">{t('panel.nothingKnown')}</p>;
  return (
    <dl className="grid gap-1.5 *:min-w-0">
      {facts.map(({ label, value, address }) => (
        <div key={label} className="flex min-w-0 items-center gap-2">
          <dt className="w-20 shrink-0 text-small text-ink-soft">{label}</dt>
          <dd className="flex min-w-0 grow items-center gap-1">
            <bdi className="min-w-0 grow wrap-anywhere">
              {address === undefined ? (
                value
              ) : (
                <a href={address} className="text-accent underline">
                  <Address text={value} />
                </a>
              )}
            </bdi>
            <CopyIcon text={value} what={label} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
