import { cloneElement, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { type Late, useLate } from './late.ts';

/** What a layer needs to know of the button that opens it. */
export interface Opener {
  trigger: ReactElement;
  open: boolean;
  onOpenChange(isOpen: boolean): void;
}

interface LateTriggerProps<Module> {
  module: Late<Module>;
  popup: 'menu' | 'dialog';
  trigger: ReactElement;
  open?: boolean;
  onOpenChange?(isOpen: boolean): void;
  children(module: Module, opener: Opener): ReactNode;
}

type Button = ReactElement<Record<string, unknown>>;

/**
 * The button of a layer whose code comes late: pointing at it fetches the code, and pressing it opens the layer as soon
 * as the code is here. The focus stays on the button when it is taken over.
 */
export function LateTrigger<Module>({
  module,
  popup,
  trigger,
  open: given,
  onOpenChange,
  children,
}: LateTriggerProps<Module>) {
  const loaded = useLate(module);
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const setOpen = (isOpen: boolean) => {
    setOwn(isOpen);
    onOpenChange?.(isOpen);
  };
  const hadFocus = useRef(false);
  const button = useRef<HTMLElement>(null);
  useEffect(() => {
    if (loaded && hadFocus.current) button.current?.focus();
    hadFocus.current = false;
  }, [loaded]);
  useEffect(() => {
    if (given === true) void module.load();
  }, [given, module]);

  if (loaded)
    return children(loaded, {
      trigger: cloneElement(trigger as Button, { ref: button }),
      open,
      onOpenChange: setOpen,
    });
  const fetch = () => void module.load();
  return cloneElement(trigger as Button, {
    'aria-haspopup': popup,
    'aria-expanded': false,
    onPointerEnter: fetch,
    onFocus: () => {
      hadFocus.current = true;
      fetch();
    },
    onBlur: () => {
      hadFocus.current = false;
    },
    onClick: () => {
      fetch();
      setOpen(true);
    },
  });
}
