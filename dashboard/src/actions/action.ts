import type { Permission } from '@porchlight/contract/permissions';
import type { LucideIcon } from 'lucide-react';
import type { Membership, User } from '../app/people.ts';
import type { WordKey } from '../words/words.ts';
import type { Scope } from './scope.ts';

/** Who acts, and where. */
export interface Actor {
  user: User;
  account: Membership;
  /** Whether the role of the account allows what an operation asks for. */
  can(permission: Permission): boolean;
  /** Goes to an address below /app, such as `/accounts/1/contacts`. */
  go(address: string): void;
}

export type ActionGroup = 'conversation' | 'composer' | 'list' | 'contact' | 'go' | 'you' | 'view' | 'help';

export interface ActionBase {
  /** Names it for ever: what somebody changed about its keys is kept under this name. */
  id: string;
  label: WordKey;
  /** Values that the label names. */
  values?: Readonly<Record<string, string | number>>;
  icon?: LucideIcon;
  group: ActionGroup;
  /**
   * Presses as they are written in `keys.ts`, the first one shown: `e`, `Alt+e`, `$mod+k`, `g c`, `Shift+j`, `?`.
   * Letters are those of the reader's layout, or of the key's place where the layout has no Latin letters.
   */
  keys?: readonly string[];
  /** More words to find it by in the palette, such as those of other products; in the reader's language or English. */
  aliases?: string;
  /** It leads to a field that takes the focus: what is typed on the way there is meant for that field. */
  takesText?: boolean;
}

/** A command as whoever writes it sees it: `run` is given what the scope is about. */
export interface ActionOf<Subject> extends ActionBase {
  /** Where it works: while some page holds this scope open. Everywhere when there is none. */
  scope?: Scope<Subject>;
  can?(actor: Actor, subject: Subject): boolean;
  run(actor: Actor, subject: Subject): void | Promise<void>;
}

/** A command as menus, palette and keys see it. */
export interface Action extends ActionBase {
  scope: string | undefined;
  /** Whether it can be done here and now. */
  isReady(actor: Actor): boolean;
  run(actor: Actor): void | Promise<void>;
}

/** Makes a command of which the subject is hidden. */
export function defineAction<Subject = undefined>(definition: ActionOf<Subject>): Action {
  const { scope, can, run, ...base } = definition;
  const subject = () => (scope ? scope.current() : (undefined as Subject));
  const isOpen = () => !scope || scope.isOpen();
  return {
    ...base,
    scope: scope?.name,
    isReady: (actor) => {
      if (!isOpen()) return false;
      return can ? can(actor, subject() as Subject) : true;
    },
    run: (actor) => {
      if (isOpen()) return run(actor, subject() as Subject);
    },
  };
}
