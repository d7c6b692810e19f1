import { useLabels } from '../../app/queries.ts';
import { RadioGroup, Switch } from '../../ui/choices.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { TextAreaField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { type Draft, useDraft } from '../use-draft.ts';
import { saveInbox } from './inbox-queries.ts';
import { readSurvey, type Survey } from './survey.ts';
import type { TabProps } from './tabs.ts';

/** Whether and how customers are asked after a conversation. */
export function SurveyTab({ account_id, inbox }: TabProps) {
  const draft = useDraft(
    readSurvey(inbox),
    ({ enabled, display_type, message, operator, values }) =>
      saveInbox(account_id, inbox.id, {
        csat_survey_enabled: enabled,
        csat_config: { ...inbox.csat_config, display_type, message, survey_rules: { operator, values } },
      }),
    { fields: ['message'] },
  );
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.tabSurvey')} hint={t('inboxes.surveyHint')}>
        <Switch
          label={t('inboxes.surveyOn')}
          checked={draft.values.enabled}
          onChange={(isOn) => draft.set('enabled', isOn)}
        />
        {draft.values.enabled && (
          <>
            <QuestionFields draft={draft} />
            <RuleFields account_id={account_id} draft={draft} />
          </>
        )}
      </Section>
    </DraftForm>
  );
}

function QuestionFields({ draft: { values, set, problem } }: { draft: Draft<Survey> }) {
  return (
    <>
      <RadioGroup
        label={t('inboxes.surveyLook')}
        value={values.display_type}
        options={[
          { value: 'emoji', label: t('inboxes.surveyFaces') },
          { value: 'star', label: t('inboxes.surveyStars') },
        ]}
        onChange={(value) => set('display_type', value)}
      />
      <TextAreaField
        label={t('inboxes.surveyMessage')}
        hint={t('inboxes.surveyMessageHint')}
        optional
        name="message"
        problem={problem('message')}
        value={values.message}
        onChange={(event) => set('message', event.target.value)}
      />
    </>
  );
}

interface RuleFieldsProps {
  account_id: number;
  draft: Draft<Survey>;
}

function RuleFields({ account_id, draft: { values, set } }: RuleFieldsProps) {
  const labels = useLabels(account_id);
  return (
    <>
      <SelectField
        label={t('inboxes.surveyRule')}
        value={values.operator}
        options={[
          { value: 'contains', label: t('inboxes.surveyWith') },
          { value: 'does_not_contain', label: t('inboxes.surveyWithout') },
        ]}
        onChange={(value) => set('operator', value === 'contains' ? 'contains' : 'does_not_contain')}
      />
      <FormField label={t('settings.navLabels')} hint={t('inboxes.surveyLabelsHint')}>
        {(control) => (
          <Combobox
            {...control}
            label={t('settings.navLabels')}
            isMany
            options={labels.map(({ title }) => ({ value: title, label: title }))}
            value={values.values}
            onChange={(titles) => set('values', titles)}
          />
        )}
      </FormField>
    </>
  );
}
