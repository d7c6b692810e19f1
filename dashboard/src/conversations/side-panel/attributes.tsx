import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { kindOf, readValue, textOf, VALUE_KINDS, type ValueKind } from './attribute-value.ts';

interface AttributesProps {
  attributes: Readonly<Record<string, unknown>>;
  /** Answers whether the desk took it. */
  onPut(name: string, value: unknown): Promise<boolean>;
  onRemove(name: string): Promise<boolean>;
}

/** Fields of the account's own: seen, changed, added, removed. */
export function Attributes({ attributes, onPut, onRemove }: AttributesProps) {
  const [edited, setEdited] = useState<string>();
  const names = Object.keys(attributes).sort();
  const done = () => setEdited(undefined);
  return (
    <>
      {names.length === 0 && edited === undefined && (
        <p className="text-ink-soft">{t('panel.noAttributes')}</p>
      )}
      <dl className="grid gap-1.5">
        {names.map((name) =>
          name === edited ? (
            <div key={name}>
              <dt className="unseen">{name}</dt>
              <dd>
                <AttributeForm name={name} value={attributes[name]} onPut={onPut} onDone={done} />
              </dd>
            </div>
          ) : (
            <div key={name} className="flex min-w-0 items-center gap-2">
              <dt className="w-20 shrink-0 text-small text-ink-soft wrap-anywhere">
                <bdi>{name}</bdi>
              </dt>
              <dd className="flex min-w-0 grow items-center">
                <bdi className="min-w-0 grow wrap-anywhere">{shownOf(attributes[name])}</bdi>
                <IconButton
                  icon={Pencil}
                  size="small"
                  label={t('panel.editAttribute', { name })}
                  onClick={() => setEdited(name)}
                />
                <IconButton
                  icon={Trash2}
                  size="small"
                  label={t('panel.removeAttribute', { name })}
                  onClick={() => void onRemove(name)}
                />
              </dd>
            </div>
          ),
        )}
      </dl>
      {edited === '' ? (
        <AttributeForm value="" onPut={onPut} onDone={done} />
      ) : (
        <Button size="small" look="quiet" className="-ms-2 justify-self-start" onClick={() => setEdited('')}>
          <Plus size={14} aria-hidden="true" />
          {t('panel.addAttribute')}
        </Button>
      )}
    </>
  );
}

function shownOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? t('panel.yes') : t('panel.no');
  return textOf(value);
}

const KINDS = {
  text: 'panel.kindText',
  number: 'panel.kindNumber',
  yesno: 'panel.kindYesNo',
  date: 'panel.kindDate',
  json: 'panel.kindJson',
} as const;

interface AttributeFormProps {
  /** Of one that is there; a new one is named in the form. */
  name?: string;
  value: unknown;
  onPut: AttributesProps['onPut'];
  onDone(): void;
}

function AttributeForm({ name, value, onPut, onDone }: AttributeFormProps) {
  const [named, setNamed] = useState(name ?? '');
  const [kind, setKind] = useState<ValueKind>(kindOf(value));
  const [text, setText] = useState(textOf(value));
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const made = readValue(kind === 'yesno' && text === '' ? 'false' : text, kind);
    if (named.trim() === '') return setProblem(t('ui.required'));
    if (!made) return setProblem(t('panel.badValue'));
    if (await onPut(named.trim(), made.value)) onDone();
  };
  return (
    <form
      className="grid gap-2 rounded-base border border-line p-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {name === undefined && (
        <Input
          autoFocus
          aria-label={t('panel.attributeName')}
          placeholder={t('panel.attributeName')}
          value={named}
          onChange={(event) => setNamed(event.target.value)}
        />
      )}
      <Select
        aria-label={t('panel.attributeKind')}
        options={VALUE_KINDS.map((each) => ({ value: each, label: t(KINDS[each]) }))}
        value={kind}
        onChange={(next) => setKind(VALUE_KINDS.find((each) => each === next) ?? 'text')}
      />
      <ValueField
        kind={kind}
        text={text}
        onChange={setText}
        isFirst={name !== undefined}
        isBad={problem !== undefined}
      />
      {problem !== undefined && (
        <p role="alert" className="text-small text-bad">
          {problem}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary">
          {t('ui.save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface ValueFieldProps {
  kind: ValueKind;
  text: string;
  onChange(text: string): void;
  /** Whether it is the first field of the form, which gets the focus. */
  isFirst: boolean;
  isBad: boolean;
}

function ValueField({ kind, text, onChange, isFirst, isBad }: ValueFieldProps) {
  if (kind === 'yesno')
    return (
      <Select
        aria-label={t('panel.attributeValue')}
        options={[
          { value: 'true', label: t('panel.yes') },
          { value: 'false', label: t('panel.no') },
        ]}
        value={text === 'true' ? 'true' : 'false'}
        onChange={onChange}
      />
    );
  return (
    <Input
      autoFocus={isFirst}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      aria-label={t('panel.attributeValue')}
      placeholder={t('panel.attributeValue')}
      aria-invalid={isBad || undefined}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
