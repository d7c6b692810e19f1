import { useAgents } from '../app/queries.ts';
import { Address } from '../ui/address.tsx';
import { Checkbox } from '../ui/choices.tsx';
import { t } from '../words/words.ts';

interface PeopleChoiceProps {
  account_id: number;
  label: string;
  value: readonly number[];
  onChange(value: number[]): void;
}

/** The choice of agents of the account, all of them shown. */
export function PeopleChoice({ account_id, label, value, onChange }: PeopleChoiceProps) {
  const agents = useAgents(account_id);
  const toggle = (id: number, isIn: boolean) =>
    onChange(isIn ? [...value, id] : value.filter((each) => each !== id));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{label}</legend>
      {agents.length === 0 && <p className="text-ink-soft">{t('ui.loading')}</p>}
      <div className="grid gap-2 sm:grid-cols-2">
        {agents.map(({ id, name, email }) => (
          <Checkbox
            key={id}
            label={<bdi>{name}</bdi>}
            hint={<Address text={email} />}
            checked={value.includes(id)}
            onChange={(isIn) => toggle(id, isIn)}
          />
        ))}
      </div>
    </fieldset>
  );
}
