import { EllipsisVertical } from 'lucide-react';
import type { Action } from '../../actions/action.ts';
import { useAction, useActions, useScopesVersion } from '../../actions/use-actions.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { commandTip } from '../../ui/tip.ts';
import { t } from '../../words/words.ts';
import { assignAgent, label, menuActions, reopen, resolve, snooze } from './actions.ts';

/** The commands on what is selected or open: the usual ones as buttons, all of them in a menu. */
export function ConversationToolbar() {
  return (
    <div role="toolbar" aria-label={t('conversations.commands')} className="flex items-center gap-1">
      {[assignAgent, label, snooze].map((action) => (
        <ActionButton key={action.id} action={action} />
      ))}
      <ResolveButton />
      <ActionMenu label={t('conversations.moreCommands')} />
    </div>
  );
}

function ActionButton({ action }: { action: Action }) {
  const { icon, label: name, keys, isReady, run } = useAction(action);
  if (!icon) return null;
  return <IconButton icon={icon} label={name} keys={keys} disabled={!isReady} onClick={run} />;
}

function ResolveButton() {
  const toResolve = useAction(resolve);
  const toReopen = useAction(reopen);
  const { label: name, keys, run } = toResolve.isReady ? toResolve : toReopen;
  return (
    <Button size="small" onClick={run} {...commandTip(name, keys)}>
      {name}
    </Button>
  );
}

/** Everything that can be done with what is selected or open, in a menu; `label` names it. */
export function ActionMenu({ label: name }: { label: string }) {
  const { actor } = useActions();
  useScopesVersion();
  return (
    <Menu align="end" trigger={<IconButton icon={EllipsisVertical} label={name} />}>
      {menuActions
        .filter((action) => action.isReady(actor))
        .map((action) => (
          <MenuEntry key={action.id} action={action} />
        ))}
    </Menu>
  );
}

function MenuEntry({ action }: { action: Action }) {
  const { icon, label: name, keys, run } = useAction(action);
  const isDeleting = action.id === 'conversation.delete';
  return (
    <>
      {isDeleting && <MenuLine />}
      <MenuItem icon={icon} keys={keys[0]} onSelect={run} tone={isDeleting ? 'bad' : 'plain'}>
        {name}
      </MenuItem>
    </>
  );
}
