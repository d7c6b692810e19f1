import { ask } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { forgetLists } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { channelName } from '../../words/channel-name.ts';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { type Draft, useDraft } from '../use-draft.ts';
import { BubblePreview } from './bubble-preview.tsx';
import { ChannelControls } from './channel-controls.tsx';
import {
  aboutChannel,
  type ChannelForm,
  type ChannelValues,
  firstFieldsOf,
  valuesOf,
} from './channel-fields.ts';
import { GreetingFields } from './greeting-fields.tsx';
import { takeInbox } from './inbox-queries.ts';

interface SettingsStepProps {
  form: ChannelForm;
  onBack(): void;
  onMade(inbox_id: number): void;
}

interface NewInbox {
  name: string;
  greeting_enabled: boolean;
  greeting_message: string;
  channel: ChannelValues;
}

/** What a new inbox is called and what its channel needs to know. */
export function SettingsStep({ form, onBack, onMade }: SettingsStepProps) {
  const { account_id } = useLive();
  const fields = firstFieldsOf(form);
  const draft = useDraft<NewInbox>(
    { name: '', greeting_enabled: false, greeting_message: '', channel: valuesOf(fields, {}) },
    async ({ channel, ...own }) => {
      const settings = { type: form.wire_type, ...channel };
      const inbox = await ask((desk) => desk.inboxes.create({ account_id, ...own, channel: settings }));
      forgetLists(account_id, ['inboxes']);
      takeInbox(account_id, inbox);
      onMade(inbox.id);
    },
    { fields: ['name', 'greeting_message', ...fields.map(({ name }) => name)], saved: t('inboxes.made') },
  );
  const { name, channel, greeting_enabled, greeting_message } = draft.values;
  const isSeen = 'widget_color' in form.properties;
  return (
    <DraftForm draft={draft} submit={t('inboxes.make')}>
      <div className={`grid items-start gap-5 ${isSeen ? 'md:grid-cols-[1fr_15rem]' : ''}`}>
        <NewInboxFields draft={draft} form={form} onBack={onBack} />
        {isSeen && (
          <BubblePreview name={name} values={channel} greeting={greeting_enabled ? greeting_message : ''} />
        )}
      </div>
    </DraftForm>
  );
}

interface NewInboxFieldsProps extends Pick<SettingsStepProps, 'form' | 'onBack'> {
  draft: Draft<NewInbox>;
}

function NewInboxFields({ draft, form, onBack }: NewInboxFieldsProps) {
  const { values, set, problem } = draft;
  return (
    <Section
      title={channelName(form.channel_type)}
      hint={aboutChannel(form)}
      actions={
        <Button size="small" onClick={onBack}>
          {t('inboxes.otherChannel')}
        </Button>
      }
    >
      <TextField
        label={t('inboxes.name')}
        hint={t('inboxes.nameHint')}
        name="name"
        required
        autoFocus
        problem={problem('name')}
        value={values.name}
        onChange={(event) => set('name', event.target.value)}
      />
      <ChannelControls
        fields={firstFieldsOf(form)}
        values={values.channel}
        problem={problem}
        onChange={(channel) => set('channel', channel)}
      />
      <GreetingFields draft={draft} />
    </Section>
  );
}
