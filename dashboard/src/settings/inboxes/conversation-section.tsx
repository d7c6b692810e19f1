import { Switch } from '../../ui/choices.tsx';
import { TextField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import type { Draft } from '../use-draft.ts';
import { GreetingFields } from './greeting-fields.tsx';

interface ConversationValues {
  greeting_enabled: boolean;
  greeting_message: string;
  enable_email_collect: boolean;
  allow_messages_after_resolved: boolean;
  lock_to_single_conversation: boolean;
  sender_name_type: 'friendly' | 'professional';
  business_name: string;
}

interface ConversationSectionProps {
  draft: Draft<ConversationValues>;
  isWebsite: boolean;
}

/** How conversations go on in an inbox. */
export function ConversationSection({ draft, isWebsite }: ConversationSectionProps) {
  const { values, set, problem } = draft;
  return (
    <Section title={t('inboxes.conversations')}>
      <GreetingFields draft={draft} />
      {isWebsite && (
        <Switch
          label={t('inboxes.emailCollect')}
          hint={t('inboxes.emailCollectHint')}
          checked={values.enable_email_collect}
          onChange={(isOn) => set('enable_email_collect', isOn)}
        />
      )}
      <Switch
        label={t('inboxes.afterResolved')}
        hint={t('inboxes.afterResolvedHint')}
        checked={values.allow_messages_after_resolved}
        onChange={(isOn) => set('allow_messages_after_resolved', isOn)}
      />
      <Switch
        label={t('inboxes.lockSingle')}
        hint={t('inboxes.lockSingleHint')}
        checked={values.lock_to_single_conversation}
        onChange={(isOn) => set('lock_to_single_conversation', isOn)}
      />
      <SelectField
        label={t('inboxes.senderName')}
        hint={t('inboxes.senderNameHint')}
        value={values.sender_name_type}
        options={[
          { value: 'friendly', label: t('inboxes.senderFriendly') },
          { value: 'professional', label: t('inboxes.senderProfessional') },
        ]}
        onChange={(value) => set('sender_name_type', value === 'friendly' ? 'friendly' : 'professional')}
      />
      <TextField
        label={t('inboxes.businessName')}
        name="business_name"
        optional
        problem={problem('business_name')}
        value={values.business_name}
        onChange={(event) => set('business_name', event.target.value)}
      />
    </Section>
  );
}
