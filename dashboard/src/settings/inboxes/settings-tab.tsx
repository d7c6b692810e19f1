import { ask } from '../../app/ask.ts';
import { TextField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { PictureField } from '../picture-field.tsx';
import { useDraft } from '../use-draft.ts';
import { BubblePreview } from './bubble-preview.tsx';
import { ChannelControls } from './channel-controls.tsx';
import { fieldsOf, formOfInbox, valuesOf } from './channel-fields.ts';
import { ConversationSection } from './conversation-section.tsx';
import { saveInbox, takeInbox } from './inbox-queries.ts';
import type { TabProps } from './tabs.ts';

const OWN = [
  'name',
  'greeting_enabled',
  'greeting_message',
  'enable_email_collect',
  'allow_messages_after_resolved',
  'lock_to_single_conversation',
  'sender_name_type',
  'business_name',
] as const;

/** What an inbox is called, how its chat looks, and how conversations go on in it. */
export function SettingsTab({ account_id, inbox }: TabProps) {
  const form = formOfInbox(inbox);
  const fields = form ? fieldsOf(form) : [];
  const draft = useDraft(
    {
      name: inbox.name,
      greeting_enabled: inbox.greeting_enabled,
      greeting_message: inbox.greeting_message ?? '',
      enable_email_collect: inbox.enable_email_collect,
      allow_messages_after_resolved: inbox.allow_messages_after_resolved,
      lock_to_single_conversation: inbox.lock_to_single_conversation,
      sender_name_type: inbox.sender_name_type,
      business_name: inbox.business_name ?? '',
      channel: valuesOf(fields, inbox),
    },
    (values) => saveInbox(account_id, inbox.id, values),
    { fields: [...OWN, ...fields.map(({ name }) => name)] },
  );
  const { values, set, problem } = draft;
  return (
    <>
      <PictureSection account_id={account_id} inbox={inbox} />
      <DraftForm draft={draft}>
        <Section title={t('inboxes.tabSettings')}>
          <TextField
            label={t('inboxes.name')}
            name="name"
            required
            problem={problem('name')}
            value={values.name}
            onChange={(event) => set('name', event.target.value)}
          />
          <ChannelControls
            fields={fields}
            values={values.channel}
            problem={problem}
            onChange={(channel) => set('channel', channel)}
          />
          {'widget_color' in values.channel && (
            <BubblePreview
              name={values.name}
              values={values.channel}
              greeting={values.greeting_enabled ? values.greeting_message : ''}
            />
          )}
        </Section>
        <ConversationSection draft={draft} isWebsite={inbox.website_token !== null} />
      </DraftForm>
    </>
  );
}

function PictureSection({ account_id, inbox }: TabProps) {
  const { id, name, avatar_url } = inbox;
  const pick = async (avatar: File) =>
    takeInbox(account_id, await ask((desk) => desk.inboxes.update({ account_id, id, avatar })));
  const remove = async () => {
    await ask((desk) => desk.inboxes.removeAvatar({ account_id, id }));
    takeInbox(account_id, { ...inbox, avatar_url: '' });
  };
  return (
    <Section title={t('inboxes.picture')}>
      <PictureField name={name} picture={avatar_url} onPick={pick} onRemove={remove} />
    </Section>
  );
}
