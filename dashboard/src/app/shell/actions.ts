import {
  Circle,
  CircleMinus,
  Clock,
  Command,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  PanelLeft,
  Sun,
} from 'lucide-react';
import { type Action, defineAction } from '../../actions/action.ts';
import { overlay } from '../../actions/overlays.ts';
import { signOut } from '../sign-out.ts';
import { changeTheme } from '../theme.ts';
import { setAvailability } from './availability.ts';
import { toggleNames } from './names.ts';

export const openPalette = defineAction({
  id: 'help.palette',
  label: 'actions.openPalette',
  icon: Command,
  group: 'help',
  keys: ['$mod+k'],
  takesText: true,
  run: () => overlay.set('palette'),
});

export const showKeys = defineAction({
  id: 'help.keys',
  label: 'actions.showKeys',
  icon: Keyboard,
  group: 'help',
  keys: ['?', '$mod+/'],
  aliases: 'hotkeys help',
  run: () => overlay.set('keys'),
});

export const showNames = defineAction({
  id: 'view.names',
  label: 'actions.toggleNames',
  icon: PanelLeft,
  group: 'view',
  keys: ['Alt+o'],
  aliases: 'sidebar',
  run: toggleNames,
});

const beOnline = defineAction({
  id: 'you.online',
  label: 'actions.beOnline',
  icon: Circle,
  group: 'you',
  aliases: 'available status',
  run: ({ account }) => setAvailability(account, 'online'),
});

const beBusy = defineAction({
  id: 'you.busy',
  label: 'actions.beBusy',
  icon: Clock,
  group: 'you',
  aliases: 'away status',
  run: ({ account }) => setAvailability(account, 'busy'),
});

const beOffline = defineAction({
  id: 'you.offline',
  label: 'actions.beOffline',
  icon: CircleMinus,
  group: 'you',
  aliases: 'invisible status',
  run: ({ account }) => setAvailability(account, 'offline'),
});

const lightPages = defineAction({
  id: 'view.light',
  label: 'actions.themeLight',
  icon: Sun,
  group: 'view',
  aliases: 'theme bright',
  run: () => changeTheme('light'),
});

const darkPages = defineAction({
  id: 'view.dark',
  label: 'actions.themeDark',
  icon: Moon,
  group: 'view',
  aliases: 'theme night',
  run: () => changeTheme('dark'),
});

const systemPages = defineAction({
  id: 'view.system',
  label: 'actions.themeSystem',
  icon: Monitor,
  group: 'view',
  aliases: 'theme automatic',
  run: () => changeTheme('system'),
});

const leave = defineAction({
  id: 'you.signOut',
  label: 'actions.signOut',
  icon: LogOut,
  group: 'you',
  aliases: 'log out logout',
  run: signOut,
});

/** Commands that work on every page of an account. */
export const shellActions: readonly Action[] = [
  openPalette,
  showKeys,
  showNames,
  beOnline,
  beBusy,
  beOffline,
  lightPages,
  darkPages,
  systemPages,
  leave,
];
