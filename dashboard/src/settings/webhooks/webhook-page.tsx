import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { Answer, NotHere } from '../answer.tsx';
import { DraftForm } from '../draft-form.tsx';
import { SecretLine } from '../secret-line.tsx';
import { useDraft } from '../use-draft.ts';
import { Deliveries } from './deliveries.tsx';
import { fieldsOf, WEBHOOK_FIELDS, WebhookFields } from './webhook-fields.tsx';
import { forgetWebhooks, takeWebhook, type Webhook, webhooksQuery } from './webhook-queries.ts';

const route = getRouteApi('/accounts/$account_id/settings/webhooks/$webhook_id');

interface WebhookProps {
  account_id: number;
  webhook: Webhook;
}

/** A webhook: whether it works, what it was sent, and how it is set. */
export function WebhookPage() {
  const { account_id } = useLive();
  const { webhook_id } = route.useParams();
  const query = useQuery(webhooksQuery(account_id));
  const webhook = query.data?.find(({ id }) => id === webhook_id);
  return (
    <Page
      title={webhook?.name || webhook?.url || t('settings.navWebhooks')}
      actions={webhook && <RemoveWebhook account_id={account_id} webhook={webhook} />}
    >
      <Answer query={query}>
        {() =>
          webhook ? (
            <>
              <Health account_id={account_id} webhook={webhook} />
              <Deliveries account_id={account_id} webhook={webhook} />
              <SecretSection account_id={account_id} webhook={webhook} />
              <WebhookForm account_id={account_id} webhook={webhook} />
            </>
          ) : (
            <NotHere />
          )
        }
      </Answer>
    </Page>
  );
}

const momentOf = (iso: string) => formatMoment(Date.parse(iso) / 1000);

function Health({ account_id, webhook: { id, disabled_at, disabled_reason, failing_since } }: WebhookProps) {
  const enable = async () => {
    try {
      takeWebhook(
        account_id,
        (await ask((desk) => desk.webhooks.enable({ account_id, id }))).payload.webhook,
      );
      toast(t('programs.onAgain'), { tone: 'good' });
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
  };
  if (disabled_at !== null)
    return (
      <div className="grid justify-items-start gap-3">
        <Notice tone="bad">
          {t('programs.offSince', { time: momentOf(disabled_at) })} <bdi>{disabled_reason}</bdi>{' '}
          {t('programs.offHint')}
        </Notice>
        <Button look="primary" onClick={() => void enable()}>
          {t('programs.enable')}
        </Button>
      </div>
    );
  if (failing_since !== null)
    return <Notice tone="warn">{t('programs.failingSince', { time: momentOf(failing_since) })}</Notice>;
  return null;
}

function SecretSection({ account_id, webhook: { id, secret } }: WebhookProps) {
  const [isAsking, setAsking] = useState(false);
  const rotate = async () =>
    takeWebhook(
      account_id,
      (await ask((desk) => desk.webhooks.rotateSecret({ account_id, id }))).payload.webhook,
    );
  return (
    <Section
      title={t('programs.secret')}
      actions={
        <Button size="small" onClick={() => setAsking(true)}>
          {t('programs.newSecret')}
        </Button>
      }
    >
      <SecretLine label={t('programs.secret')} hint={t('programs.webhookSecretHint')} value={secret} />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('programs.newSecret')}
        text={t('settings.rotateText')}
        confirm={t('programs.newSecret')}
        onConfirm={rotate}
        sentenceOf={sentenceOf}
      />
    </Section>
  );
}

function WebhookForm({ account_id, webhook }: WebhookProps) {
  const { id } = webhook;
  const draft = useDraft(
    fieldsOf(webhook),
    async (fields) =>
      takeWebhook(
        account_id,
        (await ask((desk) => desk.webhooks.update({ account_id, id, ...fields }))).payload.webhook,
      ),
    { fields: WEBHOOK_FIELDS },
  );
  return (
    <DraftForm draft={draft}>
      <Section title={t('settings.title')}>
        <WebhookFields account_id={account_id} draft={draft} />
      </Section>
    </DraftForm>
  );
}

function RemoveWebhook({ account_id, webhook: { id, name, url } }: WebhookProps) {
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const remove = async () => {
    await ask((desk) => desk.webhooks.remove({ account_id, id }));
    await navigate({
      to: '/accounts/$account_id/settings/webhooks',
      params: { account_id },
      ignoreBlocker: true,
    });
    await forgetWebhooks(account_id);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('programs.webhookDelete')}</Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('settings.deleteHeading', { name: name || url })}
        text={t('programs.webhookDeleteText')}
        confirm={t('ui.delete')}
        onConfirm={remove}
        sentenceOf={sentenceOf}
      />
    </>
  );
}
