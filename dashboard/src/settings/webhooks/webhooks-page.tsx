import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { DraftDialog } from '../draft-dialog.tsx';
import { ListRow, ROW_LINK, RowArrow, RowList } from '../row-list.tsx';
import { useDraft } from '../use-draft.ts';
import { newFields, WEBHOOK_FIELDS, WebhookFields } from './webhook-fields.tsx';
import { forgetWebhooks, type Webhook, webhooksQuery } from './webhook-queries.ts';

/** Addresses that are told of what happens. */
export function WebhooksPage() {
  const { account_id } = useLive();
  const query = useQuery(webhooksQuery(account_id));
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t('settings.navWebhooks')}
      hint={t('programs.webhooksHint')}
      actions={
        <Button look="primary" onClick={() => setAdding(true)}>
          {t('programs.webhookAdd')}
        </Button>
      }
    >
      <Answer query={query}>
        {(webhooks) =>
          webhooks.length === 0 ? (
            <EmptyState
              icon={WebhookIcon}
              title={t('programs.webhooksEmpty')}
              text={t('programs.webhooksEmptyText')}
            />
          ) : (
            <RowList label={t('settings.navWebhooks')}>
              {webhooks.map((webhook) => (
                <WebhookRow key={webhook.id} account_id={account_id} webhook={webhook} />
              ))}
            </RowList>
          )
        }
      </Answer>
      {isAdding && <NewWebhook account_id={account_id} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function WebhookRow({ account_id, webhook }: { account_id: number; webhook: Webhook }) {
  const { id, name, url, inbox } = webhook;
  const details = [name ? url : '', inbox?.name ?? ''].filter((text) => text !== '');
  return (
    <ListRow
      name={
        <>
          <Link
            to="/accounts/$account_id/settings/webhooks/$webhook_id"
            params={{ account_id, webhook_id: id }}
            data-row-link
            className={ROW_LINK}
          >
            <bdi>{name || url}</bdi>
          </Link>
          <Standing webhook={webhook} />
        </>
      }
      detail={details.length > 0 ? details.map((text) => <bdi key={text}>{text}</bdi>) : undefined}
      actions={<RowArrow />}
    />
  );
}

/** Whether it works, where it does not. */
function Standing({ webhook: { disabled_at, failing_since } }: { webhook: Webhook }) {
  if (disabled_at !== null) return <Badge tone="bad">{t('programs.off')}</Badge>;
  if (failing_since !== null) return <Badge tone="warn">{t('programs.failing')}</Badge>;
  return null;
}

function NewWebhook({ account_id, onClose }: { account_id: number; onClose(): void }) {
  const navigate = useNavigate();
  const draft = useDraft(
    newFields(),
    async (fields) => {
      const { payload } = await ask((desk) => desk.webhooks.create({ account_id, ...fields }));
      await forgetWebhooks(account_id);
      onClose();
      await navigate({
        to: '/accounts/$account_id/settings/webhooks/$webhook_id',
        params: { account_id, webhook_id: payload.webhook.id },
      });
    },
    { fields: WEBHOOK_FIELDS },
  );
  return (
    <DraftDialog draft={draft} title={t('programs.webhookAdd')} onClose={onClose}>
      <WebhookFields account_id={account_id} draft={draft} />
    </DraftDialog>
  );
}
