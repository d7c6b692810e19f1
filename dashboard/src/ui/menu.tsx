import type { ReactElement, ReactNode } from 'react';
import { late, useLate } from './layers/late.ts';
import { LateTrigger } from './layers/late-trigger.tsx';
import type { MenuChoicesProps, MenuItemProps, MenuSwitchProps, SubMenuProps } from './layers/props.ts';

/** Its code comes late; what stands in a menu is only rendered once it is here. */
const sheet = late(() => import('./layers/menu-sheet.tsx'));

interface MenuProps {
  /** The button that opens it: an element that takes a ref and the props of a button. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  open?: boolean;
  onOpenChange?(isOpen: boolean): void;
  children: ReactNode;
}

/** A list of commands behind a button. */
export function Menu({ align = 'start', side = 'bottom', children, ...rest }: MenuProps) {
  return (
    <LateTrigger module={sheet} popup="menu" {...rest}>
      {({ MenuSheet }, opener) => (
        <MenuSheet {...opener} align={align} side={side}>
          {children}
        </MenuSheet>
      )}
    </LateTrigger>
  );
}

/** A command in a menu. */
export function MenuItem(props: MenuItemProps) {
  const loaded = useLate(sheet);
  return loaded ? <loaded.MenuItem {...props} /> : null;
}

/** A choice of one, within a menu. */
export function MenuChoices(props: MenuChoicesProps) {
  const loaded = useLate(sheet);
  return loaded ? <loaded.MenuChoices {...props} /> : null;
}

/** Turns something on or off, within a menu, which stays open. */
export function MenuSwitch(props: MenuSwitchProps) {
  const loaded = useLate(sheet);
  return loaded ? <loaded.MenuSwitch {...props} /> : null;
}

/** A menu within a menu. */
export function SubMenu(props: SubMenuProps) {
  const loaded = useLate(sheet);
  return loaded ? <loaded.SubMenu {...props} /> : null;
}

/** A line between groups of commands. */
export function MenuLine() {
  const loaded = useLate(sheet);
  return loaded ? <loaded.MenuLine /> : null;
}
