import { useState } from 'react';
import { useActions } from '../../actions/use-actions.ts';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useDesk } from '../../app/live/use-live.ts';
import { forgetLists, useLabels } from '../../app/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { label, unlabel } from './perform.ts';
import { type Choice, PickList } from './pick-list.tsx';
import type { PickerProps } from './pickers.ts';
import { leaveSelection } from './scopes.ts';

const CREATE = 'create:';
const COLOR = '#1f93ff';

/** Which labels the conversations have; it stays open, since several may be wanted. */
export function LabelPicker({ target, onClose }: PickerProps) {
  const { account_id } = target.live;
  const { actor } = useActions();
  const labels = useLabels(account_id);
  const [ids] = useState(() => target.conversations.map(({ id }) => id));
  const known = useDesk(({ conversations }) => conversations);
  const conversations = ids.flatMap((id) => known.get(id) ?? []);
  const isOn = (title: string) => conversations.every((each) => each.labels.includes(title));
  const choices = labels.map(({ title, color }) => ({
    value: title,
    label: title,
    before: <Dot color={color} />,
    isChosen: isOn(title),
  }));
  const choicesFor = (typed: string): Choice[] => {
    const title = typed.trim().toLowerCase().replaceAll(/\s+/g, '-');
    const isNew = title !== '' && !labels.some((each) => each.title === title);
    if (!isNew || !actor.can('administrator')) return [];
    return [{ value: CREATE + title, label: t('conversations.createLabel', { title }) }];
  };
  const pick = async (value: string) => {
    const title = value.startsWith(CREATE) ? value.slice(CREATE.length) : value;
    try {
      if (value !== title) {
        await ask((desk) => desk.labels.create({ account_id, title, color: COLOR, show_on_sidebar: true }));
        forgetLists(account_id, ['labels']);
      }
      const change = isOn(title) ? unlabel : label;
      change({ ...target, conversations }, title);
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
  };
  const close = () => {
    leaveSelection(target);
    onClose();
  };
  return (
    <PickList
      title={t('conversations.setLabels')}
      choices={choices}
      choicesFor={choicesFor}
      onPick={(value) => void pick(value)}
      onClose={close}
    />
  );
}

function Dot({ color }: { color: string }) {
  return (
    <span
      aria-hidden="true"
      className="size-3 shrink-0 rounded-full border border-line-strong"
      ref={(dot) => dot?.style.setProperty('background-color', color)}
    />
  );
}
