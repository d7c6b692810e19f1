import { t } from '../words/words.ts';
import { capsOf, isMac } from './keys.ts';

/** A shortcut as caps of keys, which stand as on keyboards; presses of a sequence one after the other, as words do. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex items-center gap-1 font-sans text-tiny text-ink-soft">
      {capsOf(keys, isMac()).map((press, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of presses is what they are.
        <span key={index} className="inline-flex items-center gap-0.5">
          {index > 0 && <span className="px-0.5">{t('ui.then')}</span>}
          <bdi dir="ltr" className="inline-flex gap-0.5">
            {press.map((cap) => (
              <span
                key={cap}
                className="inline-flex min-h-5 min-w-5 items-center justify-center rounded-small border border-line bg-sunken px-1"
              >
                {cap}
              </span>
            ))}
          </bdi>
        </span>
      ))}
    </kbd>
  );
}
