/** @jsxImportSource preact */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { adopt } from '../look/adopt.ts';
import menuLook from '../look/menu.css?inline';
import { announce } from '../state/announcements.ts';
import { askForTranscript, endConversation, findConversation, isEnded } from '../state/conversations.ts';
import type { ThreadId } from '../state/route.ts';
import { mayEnd } from '../state/settings.ts';
import { isSoundOn, toggleSound } from '../state/sound.ts';
import { contact } from '../state/visitor.ts';
import { t } from '../words.ts';
import { Icon, type IconName } from './icons.tsx';

adopt(menuLook);

interface Choice {
  icon: IconName;
  label: string;
  press(): unknown;
  isOn?: boolean;
  /** Another question follows. */
  staysOpen?: true;
}

/** What can be done with the conversation besides writing. */
function choicesOf(thread: ThreadId, askEnd: () => void): Choice[] {
  const conversation = findConversation(thread);
  const sound: Choice = {
    icon: isSoundOn.value ? 'sound' : 'mute',
    label: t('sound'),
    press: toggleSound,
    isOn: isSoundOn.value,
  };
  if (!conversation) return [sound];
  const { id } = conversation;
  const transcript: Choice = { icon: 'mail', label: t('transcript'), press: () => sendTranscript(id) };
  const end: Choice = { icon: 'end', label: t('end'), press: askEnd, staysOpen: true };
  return [
    ...(contact.value.has_email ? [transcript] : []),
    sound,
    ...(mayEnd.value && !isEnded(conversation) ? [end] : []),
  ];
}

async function sendTranscript(id: number) {
  const isSent = await askForTranscript(id).then(
    () => true,
    () => false,
  );
  announce(t(isSent ? 'transcriptSent' : 'failed'));
}

interface MenuProps {
  thread: ThreadId;
  shut(): void;
}

/** What can be done with the conversation. Ending it is asked for twice. */
export function Menu({ thread, shut }: MenuProps) {
  const isEnding = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector('button')?.focus(), [isEnding.value]);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!root.current?.parentElement?.contains(target as Node)) shut();
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, []);
  const askEnd = () => {
    isEnding.value = true;
  };
  return (
    <div class="menu" ref={root}>
      {isEnding.value ? (
        <EndQuestion thread={thread} shut={shut} />
      ) : (
        <Choices choices={choicesOf(thread, askEnd)} shut={shut} />
      )}
    </div>
  );
}

function Choices({ choices, shut }: { choices: readonly Choice[]; shut(): void }) {
  const keys = (event: KeyboardEvent) => {
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role^=menuitem]')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = steps[event.key];
    if (event.key === 'Escape') shut();
    else if (to === undefined) return;
    else items.at(to % items.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div role="menu" aria-label={t('more')} onKeyDown={keys}>
      {choices.map(({ icon, label, press, isOn, staysOpen }) => (
        <button
          key={label}
          type="button"
          tabIndex={-1}
          {...(isOn === undefined
            ? { role: 'menuitem' }
            : { role: 'menuitemcheckbox', 'aria-checked': isOn })}
          onClick={() => {
            if (!staysOpen) shut();
            press();
          }}
        >
          <Icon name={icon} />
          {label}
          {isOn && <Icon name="check" />}
        </button>
      ))}
    </div>
  );
}

function EndQuestion({ thread, shut }: MenuProps) {
  const end = () => {
    shut();
    if (thread !== 'new') endConversation(thread).catch(() => announce(t('failed')));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    shut();
  };
  return (
    <div class="question" role="alertdialog" aria-labelledby="end-sure" onKeyDown={keys}>
      <h2 id="end-sure">{t('endSure')}</h2>
      <button class="primary" type="button" onClick={end}>
        {t('end')}
      </button>
      <button class="secondary" type="button" onClick={shut}>
        {t('cancel')}
      </button>
    </div>
  );
}
