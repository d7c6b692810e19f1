import { ask } from '../../app/ask.ts';
import { forgetLists, type Label } from '../../app/queries.ts';
import { Switch } from '../../ui/choices.tsx';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { t } from '../../words/words.ts';
import { ColourField } from '../colour-field.tsx';
import { DraftDialog } from '../draft-dialog.tsx';
import { useDraft } from '../use-draft.ts';

interface LabelDialogProps {
  account_id: number;
  label?: Label;
  onClose(): void;
}

/** Makes or changes a label. */
export function LabelDialog({ account_id, label, onClose }: LabelDialogProps) {
  const draft = useDraft(
    {
      title: label?.title ?? '',
      description: label?.description ?? '',
      color: label?.color ?? '#1f93ff',
      show_on_sidebar: label?.show_on_sidebar ?? true,
    },
    async (fields) => {
      await (label
        ? ask((desk) => desk.labels.update({ account_id, id: label.id, ...fields }))
        : ask((desk) => desk.labels.create({ account_id, ...fields })));
      forgetLists(account_id, ['labels']);
      onClose();
    },
    { fields: ['title', 'description', 'color'] },
  );
  const { values, set, problem } = draft;
  return (
    <DraftDialog
      draft={draft}
      title={label ? t('settings.editOf', { name: label.title }) : t('settings.labelAdd')}
      onClose={onClose}
    >
      <TextField
        label={t('settings.name')}
        hint={t('settings.labelNameHint')}
        name="title"
        required
        problem={problem('title')}
        value={values.title}
        onChange={(event) => set('title', event.target.value)}
      />
      <TextAreaField
        label={t('settings.description')}
        optional
        rows={2}
        name="description"
        problem={problem('description')}
        value={values.description}
        onChange={(event) => set('description', event.target.value)}
      />
      <ColourField
        label={t('settings.colour')}
        name="color"
        problem={problem('color')}
        value={values.color}
        onChange={(color) => set('color', color)}
      />
      <Switch
        label={t('settings.labelSidebar')}
        checked={values.show_on_sidebar}
        onChange={(isOn) => set('show_on_sidebar', isOn)}
      />
    </DraftDialog>
  );
}
