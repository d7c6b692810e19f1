import type { ContactState } from '@porchlight/client/state/desk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, UserX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isMissing, sentenceOf } from '../../app/ask.ts';
import { useDesk, useGaps, useLive } from '../../app/live/use-live.ts';
import { EmptyState, Failure, Loading } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { type ContactRecord, contactQuery, forgetContacts } from '../contact-queries.ts';
import { lastList } from '../last-list.ts';
import { AttributesSection } from './attributes-section.tsx';
import { ContactHeader } from './contact-header.tsx';
import { ConversationsSection } from './conversations-section.tsx';
import { DetailsSection } from './details-section.tsx';
import { InboxesSection } from './inboxes-section.tsx';
import { LabelsSection } from './labels-section.tsx';
import { NotesSection } from './notes-section.tsx';

const route = getRouteApi('/accounts/$account_id/contacts/$contact_id');

/** All that is known of a contact. */
export function ContactPage() {
  const { contact_id } = route.useParams();
  const { account_id } = useLive();
  return (
    <div className="h-full overflow-y-auto" data-scroll-restoration-id="contact">
      <div className="mx-auto grid max-w-6xl gap-4 px-4 pt-3 pb-16 *:min-w-0 sm:px-6">
        <Link
          to="/accounts/$account_id/contacts"
          params={{ account_id }}
          search={lastList(account_id)}
          className="inline-flex min-h-8 items-center gap-1.5 justify-self-start rounded-base text-ink-soft hover:text-ink"
        >
          <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('contacts.title')}
        </Link>
        <Known key={contact_id} id={contact_id} />
      </div>
    </div>
  );
}

/** What is here of the contact shows at once; what lists leave out comes behind it. */
function Known({ id }: { id: number }) {
  const live = useLive();
  const contact = useDesk((state) => state.contacts.get(id));
  const isGone = useDesk((state) => state.gone.has(`contact ${id}`));
  const { data, error, refetch } = useQuery(contactQuery(live, id));
  useReadAgain();
  if (isGone || (error && isMissing(error)))
    return <EmptyState icon={UserX} title={t('contacts.gone')} text={t('contacts.goneHint')} />;
  if (contact) return <Sections contact={contact} record={data} />;
  if (error) return <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  return <Loading />;
}

/** Events may have been missed: all that is shown is asked for again. */
function useReadAgain() {
  const { account_id } = useLive();
  const gaps = useGaps();
  const seen = useRef(gaps);
  useEffect(() => {
    if (seen.current === gaps) return;
    seen.current = gaps;
    void forgetContacts(account_id);
  }, [gaps, account_id]);
}

interface SectionsProps {
  contact: ContactState;
  record: ContactRecord | undefined;
}

function Sections({ contact, record }: SectionsProps) {
  const { id } = contact;
  return (
    <>
      <ContactHeader contact={contact} record={record} />
      <div className="grid items-start gap-4 *:min-w-0 md:grid-cols-[20rem_1fr]">
        <div className="grid gap-4 *:min-w-0">
          <DetailsSection contact={contact} />
          <LabelsSection contact_id={id} />
          <AttributesSection contact={contact} />
          <InboxesSection links={record?.contact_inboxes ?? []} />
        </div>
        <div className="grid gap-4 *:min-w-0">
          <ConversationsSection contact_id={id} />
          <NotesSection contact_id={id} />
        </div>
      </div>
    </>
  );
}
