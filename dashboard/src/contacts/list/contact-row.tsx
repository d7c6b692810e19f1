import { Link } from '@tanstack/react-router';
import { Ban } from 'lucide-react';
import { useDesk, useLive } from '../../app/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { formatAgo, formatDay, formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { companyOf, nameOf } from '../contact-facts.ts';
import type { ContactRecord } from '../contact-queries.ts';

/** A contact in the list. All of the row leads to it. */
export function ContactRow({ row }: { row: ContactRecord }) {
  const { account_id } = useLive();
  const { id, last_activity_at, created_at } = row;
  // What the socket tells of them is newer than the list.
  const contact = useDesk((state) => state.contacts.get(id)) ?? row;
  const isGone = useDesk((state) => state.gone.has(`contact ${id}`));
  const isOnline = useDesk((state) => state.presence.contacts[id] === 'online');
  if (isGone) return null;
  const name = nameOf(contact);
  return (
    <tr
      data-row={id}
      className="relative border-b border-line last:border-b-0 hover:bg-hover focus-within:bg-hover"
    >
      <th scope="row" className="py-1.5 ps-4 pe-3 text-start font-normal sm:ps-6">
        <span className="flex min-w-0 items-center gap-3">
          <Avatar
            name={contact.name}
            picture={contact.thumbnail}
            presence={isOnline ? 'online' : undefined}
          />
          <span className="grid min-w-0 grow">
            <span className="flex min-w-0 items-center gap-2">
              <Link
                to="/accounts/$account_id/contacts/$contact_id"
                params={{ account_id, contact_id: id }}
                className="min-w-0 font-medium outline-offset-4 after:absolute after:inset-0"
              >
                <bdi className="block truncate">{name}</bdi>
              </Link>
              {contact.blocked && (
                <Badge tone="bad">
                  <Ban size={12} aria-hidden="true" />
                  {t('panel.blocked')}
                </Badge>
              )}
            </span>
            <bdi className="truncate text-small text-ink-soft sm:hidden">
              {contact.email ?? contact.phone_number ?? contact.identifier}
            </bdi>
          </span>
        </span>
      </th>
      <Text className="max-sm:hidden" text={contact.email} />
      <Text className="max-md:hidden" text={contact.phone_number} />
      <Text className="max-md:hidden" text={companyOf(contact)} />
      <td className="py-1.5 ps-3 pe-4 text-small whitespace-nowrap text-ink-soft max-lg:text-end sm:pe-6 lg:pe-3">
        {last_activity_at === undefined ? (
          <Nothing />
        ) : (
          <time title={formatMoment(last_activity_at)}>{formatAgo(last_activity_at)}</time>
        )}
      </td>
      <td className="py-1.5 ps-3 pe-6 text-end text-small whitespace-nowrap text-ink-soft max-lg:hidden">
        {created_at !== undefined && <time title={formatMoment(created_at)}>{formatDay(created_at)}</time>}
      </td>
    </tr>
  );
}

function Text({ text, className }: { text: string | null; className: string }) {
  return (
    <td className={`px-3 py-1.5 ${className}`}>
      {text ? <bdi className="block truncate">{text}</bdi> : <Nothing />}
    </td>
  );
}

/** Stands where nothing is known. */
const Nothing = () => (
  <span aria-hidden="true" className="text-ink-soft">
    –
  </span>
);
