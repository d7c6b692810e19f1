import type { ContactState } from '@porchlight/client/state/desk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { queryClient } from '../../app/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { SelectField } from '../../ui/select.tsx';
import { channelName } from '../../words/channel-name.ts';
import { t } from '../../words/words.ts';
import { nameOf } from '../contact-facts.ts';
import { pastConversationsQuery, type Way, waysQuery } from '../contact-queries.ts';

interface NewConversationProps {
  contact: ContactState;
  onClose(): void;
}

/** Writes to a contact first, through one of the inboxes that reach them. */
export function NewConversation({ contact, onClose }: NewConversationProps) {
  const { account_id } = useLive();
  const id = useId();
  const { data: ways, error, refetch } = useQuery(waysQuery(account_id, contact.id));
  const [isBusy, setBusy] = useState(false);
  const canWrite = ways !== undefined && ways.length > 0;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={t('contacts.writeTitle', { name: nameOf(contact) })}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          {canWrite && (
            <Button type="submit" form={id} look="primary" busy={isBusy}>
              {t('contacts.send')}
            </Button>
          )}
        </>
      }
    >
      {error && <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!ways && !error && <Loading />}
      {ways?.length === 0 && <Notice tone="warn">{t('contacts.noWay')}</Notice>}
      {canWrite && <WriteForm id={id} contact={contact} ways={ways} onBusy={setBusy} onClose={onClose} />}
    </Dialog>
  );
}

interface WriteFormProps extends NewConversationProps {
  id: string;
  ways: readonly Way[];
  onBusy(isBusy: boolean): void;
}

function WriteForm({ id, contact, ways, onBusy, onClose }: WriteFormProps) {
  const begin = useBeginning(contact.id);
  const [way, setWay] = useState(ways[0]);
  const [content, setContent] = useState('');
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const send = async (by: Way) => {
    onBusy(true);
    setFailure(undefined);
    try {
      await begin(by, content);
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error));
      onBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (content.trim() === '') {
      setProblem(t('ui.required'));
      event.currentTarget.querySelector('textarea')?.focus();
    } else if (way) void send(way);
  };
  return (
    <form id={id} noValidate onSubmit={submit} className="grid gap-4 pt-1 *:min-w-0">
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <SelectField
        label={t('conversations.inbox')}
        value={String(way?.inbox.id)}
        options={ways.map(({ inbox }) => ({
          value: String(inbox.id),
          label: `${inbox.name} (${channelName(inbox.channel_type)})`,
        }))}
        onChange={(value) => setWay(ways.find(({ inbox }) => String(inbox.id) === value))}
      />
      <TextAreaField
        autoFocus
        rows={6}
        label={t('contacts.message')}
        value={content}
        problem={problem}
        onChange={(event) => {
          setContent(event.target.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
    </form>
  );
}

/** Begins a conversation with its first message, and leads to it. */
function useBeginning(contact_id: number) {
  const { account_id } = useLive();
  const navigate = useNavigate();
  return async ({ inbox, source_id }: Way, content: string) => {
    const { id } = await ask((desk) =>
      desk.conversations.create({
        account_id,
        contact_id,
        inbox_id: inbox.id,
        source_id,
        message: { content },
      }),
    );
    const { queryKey } = pastConversationsQuery(account_id, contact_id);
    void queryClient.invalidateQueries({ queryKey });
    await navigate({
      to: '/accounts/$account_id/conversations/$conversation_id',
      params: { account_id, conversation_id: id },
    });
  };
}
