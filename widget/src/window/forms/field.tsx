/** @jsxImportSource preact */
import { Icon } from '../views/icons.tsx';
import { t } from '../words.ts';
import type { Question, Value } from './question.ts';

interface FieldProps {
  id: string;
  question: Question;
  value: Value;
  problem: string | undefined;
  change(value: Value): void;
}

const INPUT_TYPES: Readonly<Record<string, 'email' | 'tel' | 'url' | 'date'>> = {
  email: 'email',
  phone: 'tel',
  link: 'url',
  date: 'date',
};
const INPUT_MODES: Readonly<Record<string, 'decimal' | 'url'>> = { number: 'decimal', link: 'url' };
/** What browsers know of people by themselves. */
const FILLED_BY: Readonly<Record<string, string>> = {
  emailAddress: 'email',
  email: 'email',
  fullName: 'name',
  phoneNumber: 'tel',
};

export function Field(props: FieldProps) {
  const { id, question, problem } = props;
  const isCheckbox = question.type === 'checkbox';
  const label = (
    <label for={id}>
      {question.label}
      {!question.isRequired && !isCheckbox && <span class="soft"> ({t('optional')})</span>}
    </label>
  );
  return (
    <div class={isCheckbox ? 'field checkbox' : 'field'}>
      {!isCheckbox && label}
      <Control {...props} />
      {isCheckbox && label}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          <Icon name="alert" />
          {problem}
        </p>
      )}
    </div>
  );
}

function Control({ id, question, value, problem, change }: FieldProps) {
  const { type, name, placeholder, options = [], isRequired } = question;
  const common = {
    id,
    name,
    'aria-required': isRequired,
    'aria-invalid': problem !== undefined,
    ...(problem === undefined ? {} : { 'aria-describedby': `${id}-problem` }),
  };
  const text = String(value);
  const take = ({ currentTarget }: { currentTarget: { value: string } }) => change(currentTarget.value);
  if (type === 'checkbox')
    return (
      <input
        {...common}
        type="checkbox"
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  if (type === 'textarea')
    return <textarea {...common} rows={3} value={text} placeholder={placeholder} onInput={take} />;
  if (type === 'list')
    return (
      <select {...common} value={text} onChange={take}>
        <option value="">{placeholder || t('choose')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...common}
      // The types of elements know each kind of field by itself, and none that is chosen.
      type={(INPUT_TYPES[type] ?? 'text') as 'text'}
      inputMode={INPUT_MODES[type]}
      autocomplete={FILLED_BY[name]}
      value={text}
      placeholder={placeholder}
      onInput={take}
    />
  );
}
