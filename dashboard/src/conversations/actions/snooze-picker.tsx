import { formatAhead, formatMoment } from '../../words/format.ts';
import { currentLanguage, t } from '../../words/words.ts';
import { snoozeUntil } from './perform.ts';
import { type Choice, PickList } from './pick-list.tsx';
import type { PickerProps } from './pickers.ts';
import { readMoment } from './snooze-moment.ts';
import { snoozePresets } from './snooze-presets.ts';

const UNTIL_REPLY = 'reply';
const AT = 'at:';

const shown = (moment: Date) => formatMoment(moment.getTime() / 1000);

/** Until when to put the conversations aside: usual times, or one in plain words. */
export function SnoozePicker({ target, onClose }: PickerProps) {
  const choices: Choice[] = snoozePresets(new Date()).map(({ name, moment }) => ({
    value: `${name} ${AT}${moment.toISOString()}`,
    label: t(`conversations.${name}`),
    hint: formatAhead(moment.getTime() / 1000),
  }));
  const choicesFor = (typed: string): Choice[] => {
    const moment = readMoment(typed, new Date(), currentLanguage().locale);
    return moment ? [{ value: `typed ${AT}${moment.toISOString()}`, label: shown(moment) }] : [];
  };
  const pick = (value: string) => {
    onClose();
    const [, time] = value.split(AT);
    snoozeUntil(target, time === undefined ? undefined : new Date(time.toUpperCase()));
  };
  return (
    <PickList
      title={t('conversations.snooze')}
      placeholder={t('conversations.snoozeHint')}
      choices={[{ value: UNTIL_REPLY, label: t('conversations.untilReply') }, ...choices]}
      choicesFor={choicesFor}
      onPick={pick}
      onClose={onClose}
    />
  );
}
