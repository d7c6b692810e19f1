import type { ContactState } from '@porchlight/client/state/desk';
import { loadContacts } from '@porchlight/client/state/load';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { type Mergeable, mergePreview } from './merge-preview.ts';

interface MergeDialogProps {
  contact: ContactState;
  onClose(): void;
}

/** Merges another contact into this one, after showing what becomes of both. */
export function MergeDialog({ contact, onClose }: MergeDialogProps) {
  const { account_id, store } = useLive();
  const queries = useQueryClient();
  const [other, setOther] = useState<Mergeable>();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const merge = async (mergee_contact_id: number) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const asked_at = store.get().version;
      const merged = await ask((desk) =>
        desk.contacts.merge({ account_id, base_contact_id: contact.id, mergee_contact_id }),
      );
      store.change((state) => loadContacts(state, [merged], asked_at));
      void queries.invalidateQueries({ queryKey: ['account', account_id, 'contactConversations'] });
      void queries.invalidateQueries({ queryKey: ['account', account_id, 'contactNotes'] });
      toast(t('panel.merged'), { tone: 'good' });
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('panel.mergeTitle', { name: contact.name })}
      hint={t('panel.mergeHint')}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="danger" busy={isBusy} disabled={!other} onClick={() => other && void merge(other.id)}>
            {t('panel.mergeConfirm')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        {other ? (
          <Preview base={contact} other={other} onChange={() => setOther(undefined)} />
        ) : (
          <ContactSearch not={contact.id} onPick={setOther} />
        )}
      </div>
    </Dialog>
  );
}

function ContactSearch({ not, onPick }: { not: number; onPick(contact: Mergeable): void }) {
  const { account_id } = useLive();
  const [query, setQuery] = useState('');
  const q = useDeferredValue(query.trim());
  const { data, error, isFetching } = useQuery({
    queryKey: ['account', account_id, 'contactSearch', q],
    enabled: q.length > 1,
    queryFn: async ({ signal }) => {
      // Whoever types on does not ask for what stood there before.
      await new Promise((resolve) => setTimeout(resolve, 200));
      signal.throwIfAborted();
      const found = await ask((desk) =>
        desk.contacts.search(
          { account_id, q, page: 1, sort: 'name', include_contact_inboxes: false },
          { signal },
        ),
      );
      return found.payload;
    },
  });
  const found = data?.filter(({ id }) => id !== not) ?? [];
  return (
    <>
      <TextField
        autoFocus
        label={t('panel.mergeSearch')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {error && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      <ul aria-label={t('panel.mergeSearch')} className="grid gap-1">
        {found.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              onClick={() => onPick(each)}
              className="flex min-h-10 w-full items-center gap-2 rounded-base px-2 text-start hover:bg-hover"
            >
              <Avatar name={each.name} picture={each.thumbnail} size="small" />
              <bdi className="truncate font-medium">{each.name}</bdi>
              <bdi className="truncate text-small text-ink-soft">
                {each.email ?? each.phone_number ?? `#${each.id}`}
              </bdi>
            </button>
          </li>
        ))}
      </ul>
      {data && found.length === 0 && !isFetching && <p className="text-ink-soft">{t('ui.nothingFound')}</p>}
    </>
  );
}

const LABELS = {
  name: 'panel.name',
  email: 'panel.email',
  phone_number: 'panel.phone',
  identifier: 'panel.identifier',
} as const;

function Preview({ base, other, onChange }: { base: ContactState; other: Mergeable; onChange(): void }) {
  const table = useRef<HTMLTableElement>(null);
  // What had the focus is gone, and this is what there is to read before it is confirmed.
  useEffect(() => table.current?.focus(), []);
  return (
    <>
      <table ref={table} tabIndex={-1} className="w-full border-collapse text-start outline-none">
        <caption className="pb-1 text-start font-medium">{t('panel.mergeResult')}</caption>
        <tbody>
          {mergePreview(base, other).map(({ name, value, is_filled, lost }) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1 pe-3 text-start text-small font-normal text-ink-soft">
                {t(LABELS[name])}
              </th>
              <td className="py-1 wrap-anywhere">
                <bdi>{value || '—'}</bdi>
                {is_filled && <span className="ms-2 text-small text-good">{t('panel.mergeFilled')}</span>}
                {lost !== undefined && (
                  <span className="ms-2 text-small text-bad">
                    {t('panel.mergeLost')} <bdi>{lost}</bdi>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Notice tone="warn">{t('panel.mergeWhat', { other: other.name, name: base.name })}</Notice>
      <Button size="small" className="justify-self-start" onClick={onChange}>
        {t('panel.mergeAnother')}
      </Button>
    </>
  );
}
