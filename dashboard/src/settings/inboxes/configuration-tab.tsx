import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Inbox } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/choices.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TextAreaField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { SecretLine } from '../secret-line.tsx';
import { useDraft } from '../use-draft.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { saveInbox, takeInbox } from './inbox-queries.ts';
import type { TabProps } from './tabs.ts';

/** How the inbox is reached, from where, and how contacts prove who they are. */
export function ConfigurationTab({ account_id, inbox }: TabProps) {
  const { id, secret } = inbox;
  return (
    <>
      <Section
        title={t('inboxes.tabConfiguration')}
        actions={
          secret !== undefined && (
            <NewSecret
              account_id={account_id}
              label={t('inboxes.newWebhookSecret')}
              make={() => ask((desk) => desk.inboxes.resetSecret({ account_id, id }))}
            />
          )
        }
      >
        <ConnectPanel inbox={inbox} />
      </Section>
      {inbox.website_token !== null && <DomainsForm account_id={account_id} inbox={inbox} />}
      {inbox.hmac_token !== undefined && <VerificationForm account_id={account_id} inbox={inbox} />}
    </>
  );
}

function DomainsForm({ account_id, inbox }: TabProps) {
  const draft = useDraft(
    { allowed_domains: inbox.allowed_domains ?? '' },
    (channel) => saveInbox(account_id, inbox.id, { channel }),
    { fields: ['allowed_domains'] },
  );
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.domains')} hint={t('inboxes.domainsHint')}>
        <TextAreaField
          label={t('inboxes.domains')}
          optional
          dir="ltr"
          rows={2}
          name="allowed_domains"
          placeholder="example.com, *.example.com"
          problem={draft.problem('allowed_domains')}
          value={draft.values.allowed_domains}
          onChange={(event) => draft.set('allowed_domains', event.target.value)}
        />
      </Section>
    </DraftForm>
  );
}

function VerificationForm({ account_id, inbox }: TabProps) {
  const { id, hmac_token = '' } = inbox;
  const draft = useDraft(
    { hmac_mandatory: inbox.hmac_mandatory ?? false },
    (channel) => saveInbox(account_id, id, { channel }),
    { fields: [] },
  );
  return (
    <DraftForm draft={draft}>
      <Section
        title={t('inboxes.verification')}
        hint={t('inboxes.verificationHint')}
        actions={
          <NewSecret
            account_id={account_id}
            label={t('inboxes.newKey')}
            make={() => ask((desk) => desk.inboxes.rotateHmacToken({ account_id, id }))}
          />
        }
      >
        <SecretLine label={t('inboxes.hmacKey')} value={hmac_token} />
        <Switch
          label={t('inboxes.hmacMandatory')}
          hint={t('inboxes.hmacMandatoryHint')}
          checked={draft.values.hmac_mandatory}
          onChange={(isOn) => draft.set('hmac_mandatory', isOn)}
        />
      </Section>
    </DraftForm>
  );
}

interface NewSecretProps {
  account_id: number;
  label: string;
  make(): Promise<Inbox>;
}

function NewSecret({ account_id, label, make }: NewSecretProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={label}
        text={t('settings.rotateText')}
        confirm={label}
        onConfirm={async () => takeInbox(account_id, await make())}
        sentenceOf={sentenceOf}
      />
    </>
  );
}
