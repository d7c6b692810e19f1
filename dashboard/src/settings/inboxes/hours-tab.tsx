import { Switch } from '../../ui/choices.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { TextAreaField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { type Draft, useDraft } from '../use-draft.ts';
import { DayRow } from './day-row.tsx';
import { type Day, inWeek, isBackwards } from './hours.ts';
import { saveInbox } from './inbox-queries.ts';
import type { TabProps } from './tabs.ts';

interface Hours {
  working_hours_enabled: boolean;
  out_of_office_message: string;
  timezone: string;
  working_hours: Day[];
}

/** When people answer, and what is said when they do not. */
export function HoursTab({ account_id, inbox }: TabProps) {
  const draft = useDraft<Hours>(
    {
      working_hours_enabled: inbox.working_hours_enabled,
      out_of_office_message: inbox.out_of_office_message ?? '',
      timezone: inbox.timezone,
      working_hours: inWeek(inbox.working_hours),
    },
    (values) => saveInbox(account_id, inbox.id, values),
    {
      fields: ['out_of_office_message', 'timezone'],
      check: ({ working_hours }) =>
        working_hours.some(isBackwards) ? t('inboxes.hoursBackwards') : undefined,
    },
  );
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.tabHours')} hint={t('inboxes.hoursHint')}>
        <Switch
          label={t('inboxes.hoursOn')}
          checked={draft.values.working_hours_enabled}
          onChange={(isOn) => draft.set('working_hours_enabled', isOn)}
        />
        {draft.values.working_hours_enabled && <HoursFields draft={draft} />}
      </Section>
    </DraftForm>
  );
}

function HoursFields({ draft: { values, set, problem } }: { draft: Draft<Hours> }) {
  const change = (day: Day) =>
    set(
      'working_hours',
      values.working_hours.map((each) => (each.day_of_week === day.day_of_week ? day : each)),
    );
  return (
    <>
      <TextAreaField
        label={t('inboxes.outOfOffice')}
        name="out_of_office_message"
        problem={problem('out_of_office_message')}
        value={values.out_of_office_message}
        onChange={(event) => set('out_of_office_message', event.target.value)}
      />
      <FormField label={t('inboxes.timezone')} problem={problem('timezone')}>
        {(control) => (
          <Combobox
            {...control}
            label={t('inboxes.timezone')}
            options={zonesWith(values.timezone)}
            value={[values.timezone]}
            onChange={([zone]) => zone !== undefined && set('timezone', zone)}
          />
        )}
      </FormField>
      <ul className="divide-y divide-line">
        {values.working_hours.map((day) => (
          <DayRow key={day.day_of_week} day={day} onChange={change} />
        ))}
      </ul>
    </>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));

/** Every time zone, with the one that is set though this browser may not know it. */
const zonesWith = (zone: string) =>
  ZONES.some(({ value }) => value === zone) ? ZONES : [{ value: zone, label: zone }, ...ZONES];
