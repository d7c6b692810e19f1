import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { MouseEvent, ReactNode } from 'react';
import { currentLanguage } from '../../words/words.ts';
import { Kbd } from '../kbd.tsx';
import { ariaKeys, isMac } from '../keys.ts';
import { isNarrow } from '../narrow.ts';
import type { Opener } from './late-trigger.tsx';
import type { MenuChoice, MenuChoicesProps, MenuItemProps, MenuSwitchProps, SubMenuProps } from './props.ts';

interface MenuSheetProps extends Opener {
  align: 'start' | 'center' | 'end';
  side: 'top' | 'bottom' | 'left' | 'right';
  children: ReactNode;
}

const SHEET =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-[min(22rem,calc(100vw-1rem))] overflow-y-auto rounded-large border border-line bg-raised p-1 text-base text-ink shadow-large animate-appear';
const ITEM =
  'flex min-h-8 items-center gap-2.5 rounded-base px-2 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50';

/** A list of commands behind a button. */
export function MenuSheet({ trigger, align, side, children, ...rest }: MenuSheetProps) {
  return (
    // Not modal: what locks the scrolling of a page would write styles into it, which its policy refuses.
    <Radix.Root modal={false} dir={currentLanguage().dir} {...rest}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} side={side} sideOffset={4} collisionPadding={8} loop className={SHEET}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A command in a menu. */
export function MenuItem({ icon: Icon, keys, onSelect, disabled, tone = 'plain', children }: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={onSelect}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys([keys], isMac())}
      className={tone === 'bad' ? `${ITEM} text-bad` : ITEM}
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-soft" />}
      <span className="min-w-0 grow truncate">{children}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Radix.Item>
  );
}

/** A choice of one, within a menu. */
export function MenuChoices({ label, value, options, onChange }: MenuChoicesProps) {
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      <Radix.RadioGroup
        value={value}
        onValueChange={onChange}
        aria-label={label}
        onClickCapture={leaveToBrowser}
        onClick={(event) => !isForBrowser(event) && event.preventDefault()}
      >
        {options.map((option) => (
          <Choice key={option.value} {...option} />
        ))}
      </Radix.RadioGroup>
    </>
  );
}

function Choice({ value, label, href }: MenuChoice) {
  const content = (
    <>
      <span className="flex size-4 shrink-0 items-center justify-center">
        <Radix.ItemIndicator>
          <Check size={16} aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      <bdi className="min-w-0 grow truncate">{label}</bdi>
    </>
  );
  if (!href)
    return (
      <Radix.RadioItem value={value} className={ITEM}>
        {content}
      </Radix.RadioItem>
    );
  return (
    <Radix.RadioItem asChild value={value} className={ITEM}>
      <a href={href()} draggable={false}>
        {content}
      </a>
    </Radix.RadioItem>
  );
}

/** With these keys, a click on a link opens another tab or window. */
const isForBrowser = ({ ctrlKey, metaKey, shiftKey }: MouseEvent) => ctrlKey || metaKey || shiftKey;

/** What opens elsewhere is not chosen here. */
function leaveToBrowser(event: MouseEvent) {
  const isLink = event.target instanceof Element && event.target.closest('a') !== null;
  if (isLink && isForBrowser(event)) event.stopPropagation();
}

/** Turns something on or off, within a menu, which stays open. */
export function MenuSwitch({ checked, onChange, children }: MenuSwitchProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={ITEM}
    >
      <span className="flex size-4 shrink-0 items-center justify-center">
        <Radix.ItemIndicator>
          <Check size={16} aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      <span className="min-w-0 grow">{children}</span>
    </Radix.CheckboxItem>
  );
}

/** A menu within a menu. */
export function SubMenu({ icon: Icon, label, children }: SubMenuProps) {
  // No room beside it: its commands stand in the menu itself.
  if (isNarrow()) return children;
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={`${ITEM} data-[state=open]:bg-hover`}>
        {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-soft" />}
        <span className="min-w-0 grow truncate">{label}</span>
        <ChevronRight
          size={16}
          strokeWidth={1.75}
          aria-hidden="true"
          className="shrink-0 text-ink-soft rtl:-scale-x-100"
        />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent sideOffset={4} collisionPadding={8} loop className={SHEET}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

/** Names the commands below it. */
function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 pt-1.5 pb-1 text-tiny font-medium text-ink-soft">{children}</Radix.Label>
  );
}

/** A line between groups of commands. */
export function MenuLine() {
  return <Radix.Separator className="mx-1 my-1 h-px bg-line" />;
}
