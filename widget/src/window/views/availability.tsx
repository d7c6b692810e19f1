/** @jsxImportSource preact */
import { channel } from '../page.ts';
import { settings } from '../state/settings.ts';
import { isBackAt, isInHours, isOnline, now } from '../state/team.ts';
import { comingTimeOf, t } from '../words.ts';

const REPLY_TIMES = ['in_a_few_minutes', 'in_a_few_hours', 'in_a_day'] as const;

function replyTime(): string {
  const known = REPLY_TIMES.find((each) => each === channel.replyTime);
  return known ? t(known) : '';
}

/** Whether somebody is there, in the site's own words where it has some. */
function presenceText(): string {
  const { availableMessage, unavailableMessage } = settings.value;
  if (isOnline.value) return availableMessage || t('online');
  return unavailableMessage || t('away');
}

/** When an answer may be expected. */
export function expectationText(): string {
  if (isInHours.value) return replyTime();
  return isBackAt.value ? t('backAt', { when: comingTimeOf(isBackAt.value, now.value) }) : '';
}

export function Presence() {
  return (
    <span class={isOnline.value ? 'presence online' : 'presence'}>
      <span class="dot" aria-hidden="true" />
      {presenceText()}
    </span>
  );
}
