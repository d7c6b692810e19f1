import { useInboxes } from '../../app/queries.ts';
import { Checkbox, Switch } from '../../ui/choices.tsx';
import { TextField } from '../../ui/input.tsx';
import { SelectField } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import type { Draft } from '../use-draft.ts';
import { usualWebhookEvents, type WebhookEvent, webhookEvents } from './webhook-events.ts';
import type { Webhook } from './webhook-queries.ts';

/** What may be set about a webhook. */
export interface WebhookValues {
  url: string;
  name: string;
  inbox_id: number | null;
  subscriptions: WebhookEvent[];
  retries_enabled: boolean;
}

export const WEBHOOK_FIELDS = ['url', 'name', 'subscriptions'] as const;

export const newFields = (): WebhookValues => ({
  url: '',
  name: '',
  inbox_id: null,
  subscriptions: [...usualWebhookEvents],
  retries_enabled: true,
});

export const fieldsOf = ({ url, name, inbox, subscriptions, retries_enabled }: Webhook): WebhookValues => ({
  url,
  name: name ?? '',
  inbox_id: inbox?.id ?? null,
  subscriptions: webhookEvents.filter((event) => subscriptions.includes(event)),
  retries_enabled,
});

interface WebhookFieldsProps {
  account_id: number;
  draft: Draft<WebhookValues>;
}

/** The form of a webhook. */
export function WebhookFields({ account_id, draft: { values, set, problem } }: WebhookFieldsProps) {
  const inboxes = useInboxes(account_id);
  return (
    <>
      <TextField
        label={t('programs.url')}
        type="url"
        dir="ltr"
        name="url"
        required
        placeholder="https://example.com/hook"
        problem={problem('url')}
        value={values.url}
        onChange={(event) => set('url', event.target.value)}
      />
      <TextField
        label={t('settings.name')}
        optional
        name="name"
        problem={problem('name')}
        value={values.name}
        onChange={(event) => set('name', event.target.value)}
      />
      <SelectField
        label={t('programs.inbox')}
        value={String(values.inbox_id ?? '')}
        options={[
          { value: '', label: t('programs.everyInbox') },
          ...inboxes.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(value) => set('inbox_id', value === '' ? null : Number(value))}
      />
      <Events
        value={values.subscriptions}
        problem={problem('subscriptions')}
        onChange={(events) => set('subscriptions', events)}
      />
      <Switch
        label={t('programs.retries')}
        hint={t('programs.retriesHint')}
        checked={values.retries_enabled}
        onChange={(isOn) => set('retries_enabled', isOn)}
      />
    </>
  );
}

interface EventsProps {
  value: readonly WebhookEvent[];
  problem: string | undefined;
  onChange(events: WebhookEvent[]): void;
}

// Programs know events by these names, and so does the documentation: they are not translated.
function Events({ value, problem, onChange }: EventsProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{t('programs.events')}</legend>
      {problem !== undefined && <p className="text-small text-bad">{problem}</p>}
      <div className="grid gap-2 sm:grid-cols-2">
        {webhookEvents.map((event) => (
          <Checkbox
            key={event}
            label={<code dir="ltr">{event}</code>}
            checked={value.includes(event)}
            onChange={(isIn) =>
              onChange(webhookEvents.filter((each) => (each === event ? isIn : value.includes(each))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
