import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { startTransition, useEffect, useState } from 'react';
import { useSavedActions } from '../filters/saved-actions.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { t } from '../words/words.ts';
import type { Action } from './action.ts';
import { keysOf } from './key-choices.ts';
import { firstOf, paletteGroups } from './palette-rows.ts';
import { recentIds } from './recent.ts';
import { useActions } from './use-actions.ts';

/** More than the window shows at once. */
const FIRST_ROWS = 25;

/** Every command that can be done here and now, found by typing some of its words. */
export function Palette({ onClose }: { onClose(): void }) {
  const { all, actor, run } = useActions();
  const saved = useSavedActions(actor.account.id);
  const [query, setQuery] = useState('');
  // Those used last stand on top until something is typed; then each command stands once.
  const groups = paletteGroups([...all, ...saved], actor, query === '' ? recentIds() : []);
  const isWhole = useIsLater();
  const choose = (action: Action) => {
    onClose();
    // Once the window is gone, or the focus that the command moves would be given back.
    requestAnimationFrame(() => run(action));
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('actions.palette')} isBare>
      <Command label={t('actions.palette')} loop>
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Search size={18} aria-hidden="true" className="shrink-0 text-ink-soft" />
          <Command.Input
            autoFocus
            value={query}
            onValueChange={setQuery}
            placeholder={t('actions.palettePlaceholder')}
            className="min-h-12 w-full bg-transparent text-large outline-none"
          />
        </div>
        <Command.List label={t('actions.palette')} className="max-h-[50vh] overflow-y-auto p-1.5">
          <Command.Empty className="p-6 text-center text-ink-soft">{t('actions.paletteEmpty')}</Command.Empty>
          {(isWhole ? groups : firstOf(groups, FIRST_ROWS)).map(({ heading, prefix, actions }) => (
            <Command.Group
              key={prefix}
              heading={t(heading)}
              className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-tiny **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-ink-soft"
            >
              {actions.map((action) => (
                <PaletteRow key={action.id} prefix={prefix} action={action} onChoose={choose} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
        <p className="border-t border-line px-4 py-2 text-tiny text-ink-soft">{t('actions.paletteHint')}</p>
      </Command>
    </Dialog>
  );
}

/** Whether the first rows were drawn: the field takes letters before hundreds of others are. */
function useIsLater(): boolean {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => startTransition(() => setIsLater(true)), []);
  return isLater;
}

interface PaletteRowProps {
  prefix: string;
  action: Action;
  onChoose(action: Action): void;
}

function PaletteRow({ prefix, action, onChoose }: PaletteRowProps) {
  const { choices } = useActions();
  const { id, icon: Icon, label, values, aliases = '' } = action;
  const [keys] = keysOf(action, choices);
  const name = t(label, values);
  return (
    <Command.Item
      value={`${prefix} ${id}`}
      keywords={[name, aliases]}
      onSelect={() => onChoose(action)}
      className="flex min-h-9 items-center gap-2.5 rounded-base px-2 data-[selected=true]:bg-hover"
    >
      {Icon ? (
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-soft" />
      ) : (
        <span className="size-4" />
      )}
      <span className="min-w-0 grow truncate">{name}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Command.Item>
  );
}
