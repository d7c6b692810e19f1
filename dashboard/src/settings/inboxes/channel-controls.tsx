import { Checkbox, Switch } from '../../ui/choices.tsx';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { SelectField } from '../../ui/select.tsx';
import { ColourField } from '../colour-field.tsx';
import { type ChannelField, type ChannelValues, choiceLabel, hintOf, labelOf } from './channel-fields.ts';

interface ControlsProps {
  fields: readonly ChannelField[];
  values: ChannelValues;
  problem(name: string): string | undefined;
  onChange(values: ChannelValues): void;
}

/** The settings of a channel, one below the other. */
export function ChannelControls({ fields, values, problem, onChange }: ControlsProps) {
  return fields.map((field) => (
    <ChannelControl
      key={field.name}
      field={field}
      value={values[field.name]}
      problem={problem(field.name)}
      onChange={(value) => onChange({ ...values, [field.name]: value })}
    />
  ));
}

interface ControlProps {
  field: ChannelField;
  value: unknown;
  problem: string | undefined;
  onChange(value: unknown): void;
}

/** The control of a setting, by what its channel says of it. */
function ChannelControl({ field, value, problem, onChange }: ControlProps) {
  const { name, kind, is_required, max } = field;
  const said = { label: labelOf(name), hint: hintOf(name), problem };
  const text = typeof value === 'string' ? value : '';
  if (kind === 'switch')
    return <Switch label={said.label} hint={said.hint} checked={value === true} onChange={onChange} />;
  if (kind === 'many') return <ManyControl field={field} value={value} onChange={onChange} />;
  if (kind === 'choice')
    return (
      <SelectField
        {...said}
        name={name}
        value={text}
        options={field.choices.map((choice) => ({ value: choice, label: choiceLabel(name, choice) }))}
        onChange={onChange}
      />
    );
  if (kind === 'colour') return <ColourField {...said} name={name} value={text} onChange={onChange} />;
  const props = { ...said, name, value: text, optional: !is_required, maxLength: max, required: is_required };
  if (kind === 'text')
    return <TextAreaField {...props} onChange={(event) => onChange(event.target.value || null)} />;
  return (
    <TextField
      {...props}
      {...(kind === 'address' ? { type: 'url', inputMode: 'url', dir: 'ltr', spellCheck: false } : {})}
      onChange={(event) => onChange(event.target.value || (is_required ? '' : null))}
    />
  );
}

function ManyControl({ field, value, onChange }: Pick<ControlProps, 'field' | 'value' | 'onChange'>) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{labelOf(field.name)}</legend>
      {field.choices.map((choice) => (
        <Checkbox
          key={choice}
          label={choiceLabel(field.name, choice)}
          checked={chosen.includes(choice)}
          onChange={(isIn) =>
            onChange(field.choices.filter((each) => (each === choice ? isIn : chosen.includes(each))))
          }
        />
      ))}
    </fieldset>
  );
}
