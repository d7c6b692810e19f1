import { Switch } from '../../ui/choices.tsx';
import { TextAreaField } from '../../ui/input.tsx';
import { t } from '../../words/words.ts';
import type { Draft } from '../use-draft.ts';

interface Greeting {
  greeting_enabled: boolean;
  greeting_message: string;
}

/** Whether an inbox answers the first message by itself, and with what. */
export function GreetingFields({ draft: { values, set, problem } }: { draft: Draft<Greeting> }) {
  return (
    <>
      <Switch
        label={t('inboxes.greeting')}
        hint={t('inboxes.greetingHint')}
        checked={values.greeting_enabled}
        onChange={(isOn) => set('greeting_enabled', isOn)}
      />
      {values.greeting_enabled && (
        <TextAreaField
          label={t('inboxes.greetingText')}
          name="greeting_message"
          problem={problem('greeting_message')}
          value={values.greeting_message}
          onChange={(event) => set('greeting_message', event.target.value)}
        />
      )}
    </>
  );
}
