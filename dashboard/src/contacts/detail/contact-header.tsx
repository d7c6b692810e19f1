import type { ContactState } from '@porchlight/client/state/desk';
import { Ban, MessageSquarePlus, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../../app/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatAgo, formatDay } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { nameOf } from '../contact-facts.ts';
import type { ContactRecord } from '../contact-queries.ts';
import { EditContact } from '../form/edit-contact.tsx';
import { ContactMenu } from './contact-menu.tsx';
import { NewConversation } from './new-conversation.tsx';

interface ContactHeaderProps {
  contact: ContactState;
  record: ContactRecord | undefined;
}

/** Who it is, and what can be done. */
export function ContactHeader({ contact, record }: ContactHeaderProps) {
  const [opened, setOpened] = useState<'edit' | 'conversation'>();
  const close = () => setOpened(undefined);
  const isOnline = useDesk((state) => state.presence.contacts[contact.id] === 'online');
  const name = nameOf(contact);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <span className="self-start">
        <Avatar
          name={contact.name}
          picture={contact.thumbnail}
          presence={isOnline ? 'online' : undefined}
          size="large"
        />
      </span>
      <div className="grid min-w-0 grow basis-48 gap-0.5">
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <h1 className="min-w-0 text-title font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </h1>
          {contact.blocked && (
            <Badge tone="bad">
              <Ban size={12} aria-hidden="true" />
              {t('panel.blocked')}
            </Badge>
          )}
          {isOnline && <Badge tone="good">{t('ui.online')}</Badge>}
        </div>
        <Times record={record} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => setOpened('conversation')}>
          <MessageSquarePlus size={16} aria-hidden="true" />
          {t('contacts.write')}
        </Button>
        <Button onClick={() => setOpened('edit')}>
          <Pencil size={16} aria-hidden="true" />
          {t('ui.edit')}
        </Button>
        <ContactMenu contact={contact} />
      </div>
      {opened === 'edit' && <EditContact contact={contact} onClose={close} />}
      {opened === 'conversation' && <NewConversation contact={contact} onClose={close} />}
    </header>
  );
}

function Times({ record }: { record: ContactRecord | undefined }) {
  const { created_at, last_activity_at } = record ?? {};
  const times = [
    created_at === undefined ? '' : t('contacts.since', { day: formatDay(created_at) }),
    last_activity_at === undefined ? '' : t('contacts.lastActive', { time: formatAgo(last_activity_at) }),
  ].filter(Boolean);
  // It keeps its line while it is on its way, so that nothing moves when it comes.
  return <p className="min-h-[1lh] text-small text-ink-soft">{times.join(' · ')}</p>;
}
