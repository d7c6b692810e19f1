import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Inbox } from '../../app/queries.ts';
import { useMe } from '../../app/use-me.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { PeopleChoice } from '../people-choice.tsx';

interface MembersStepProps {
  account_id: number;
  inbox: Inbox;
  onDone(): void;
}

/** Who answers in the new inbox; whoever sets it up is in it unless taken out. */
export function MembersStep({ account_id, inbox, onDone }: MembersStepProps) {
  const { user } = useMe();
  const [members, setMembers] = useState<readonly number[]>([user.id]);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await ask((desk) =>
        desk.inboxMembers.replace({ account_id, inbox_id: inbox.id, user_ids: [...members] }),
      );
      onDone();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Section title={t('inboxes.stepMembers')} hint={t('inboxes.membersHint')}>
      <PeopleChoice
        account_id={account_id}
        label={t('inboxes.membersLabel')}
        value={members}
        onChange={setMembers}
      />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className="flex justify-end">
        <Button look="primary" autoFocus busy={isBusy} onClick={() => void save()}>
          {t('inboxes.next')}
        </Button>
      </div>
    </Section>
  );
}
