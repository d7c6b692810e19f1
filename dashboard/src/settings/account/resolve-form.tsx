import { useLabels } from '../../app/queries.ts';
import { Switch } from '../../ui/choices.tsx';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { type Draft, useDraft } from '../use-draft.ts';
import { type Resolving, readResolving, UNITS, writeResolving } from './resolving.ts';
import { type Account, saveAccount } from './save-account.ts';

/** Whether conversations in which nothing happens are resolved by themselves, and what becomes of those of bots. */
export function ResolveForm({ account }: { account: Account }) {
  const draft = useDraft(readResolving(account), (values) => saveAccount(account, writeResolving(values)), {
    fields: ['auto_resolve_after', 'auto_resolve_message'],
  });
  const { values, set } = draft;
  return (
    <DraftForm draft={draft}>
      <Section title={t('settings.autoResolve')} hint={t('settings.autoResolveHint')}>
        <Switch
          label={t('settings.autoResolveOn')}
          checked={values.isOn}
          onChange={(isOn) => set('isOn', isOn)}
        />
        {values.isOn && <ResolveFields account_id={account.id} draft={draft} />}
        <Switch
          label={t('settings.keepPending')}
          hint={t('settings.keepPendingHint')}
          checked={values.keep_pending}
          onChange={(isOn) => set('keep_pending', isOn)}
        />
      </Section>
    </DraftForm>
  );
}

interface ResolveFieldsProps {
  account_id: number;
  draft: Draft<Resolving>;
}

function ResolveFields({ account_id, draft }: ResolveFieldsProps) {
  const labels = useLabels(account_id);
  const { values, set, problem } = draft;
  return (
    <>
      <TimeFields draft={draft} />
      <TextAreaField
        label={t('settings.autoResolveMessage')}
        optional
        rows={2}
        name="auto_resolve_message"
        problem={problem('auto_resolve_message')}
        value={values.message}
        onChange={(event) => set('message', event.target.value)}
      />
      <Switch
        label={t('settings.autoResolveWaiting')}
        checked={values.ignore_waiting}
        onChange={(isOn) => set('ignore_waiting', isOn)}
      />
      <SelectField
        label={t('settings.autoResolveLabel')}
        value={values.label}
        options={[
          { value: '', label: t('settings.noLabel') },
          ...labels.map(({ title }) => ({ value: title, label: title })),
        ]}
        onChange={(label) => set('label', label)}
      />
    </>
  );
}

function TimeFields({ draft: { values, set, problem } }: Pick<ResolveFieldsProps, 'draft'>) {
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <TextField
        label={t('settings.autoResolveAfter')}
        type="number"
        min={1}
        inputMode="numeric"
        name="auto_resolve_after"
        problem={problem('auto_resolve_after')}
        value={values.count}
        onChange={(event) => set('count', event.target.value)}
      />
      <SelectField
        label={t('settings.unit')}
        value={values.unit}
        options={UNITS.map(({ value, label }) => ({ value, label: t(label) }))}
        onChange={(chosen) => set('unit', UNITS.find(({ value }) => value === chosen)?.value ?? values.unit)}
      />
    </div>
  );
}
