import { useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { saveUiSettings } from '../app/ui-settings.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/choices.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { GROUPS } from './groups.ts';
import type { KeyChoices } from './key-choices.ts';
import { KeyRow } from './key-row.tsx';
import { useActions } from './use-actions.ts';

/** The shortcuts as they are now, of every command; each can be changed here. */
export function KeyList({ onClose }: { onClose(): void }) {
  const { all, choices } = useActions();
  const [changing, setChanging] = useState<string>();
  const save = async (next: KeyChoices) => {
    setChanging(undefined);
    await saveUiSettings({ keys: next }).catch((error) => toast(sentenceOf(error), { tone: 'bad' }));
  };
  const setKeys = (id: string, keys: readonly string[]) =>
    save({ ...choices, keys: { ...choices.keys, [id]: keys } });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('actions.keysTitle')}
      hint={t('actions.keysHint')}
      width="wide"
    >
      <div className="grid gap-5">
        <Switch
          label={t('actions.singleKeys')}
          hint={t('actions.singleKeysHint')}
          checked={!choices.single_keys_off}
          onChange={(isOn) => void save({ ...choices, single_keys_off: !isOn })}
        />
        <div className="gap-8 sm:columns-2">
          {GROUPS.map(({ group, label }) => {
            const actions = all.filter((action) => action.group === group && action.keys !== undefined);
            if (actions.length === 0) return null;
            return (
              <section key={group} aria-label={t(label)} className="mb-5 break-inside-avoid">
                <h3 className="mb-1 text-small font-medium text-ink-soft">{t(label)}</h3>
                <ul>
                  {actions.map((action) => (
                    <KeyRow
                      key={action.id}
                      action={action}
                      isChanging={changing === action.id}
                      onChange={() => setChanging(action.id)}
                      onLeave={() => setChanging(undefined)}
                      onKeys={(keys) => void setKeys(action.id, keys)}
                    />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
        <div>
          <Button size="small" onClick={() => void save({ ...choices, keys: {} })}>
            {t('actions.reset')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
