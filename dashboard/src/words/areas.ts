import type actions from './first/actions/en.json';
import type channels from './first/channels/en.json';
import type composer from './first/composer/en.json';
import type conversations from './first/conversations/en.json';
import type shell from './first/shell/en.json';
import type signIn from './first/sign-in/en.json';
import type ui from './first/ui/en.json';
import type contacts from './later/contacts/en.json';
import type inboxes from './later/inboxes/en.json';
import type overview from './later/overview/en.json';
import type panel from './later/panel/en.json';
import type profile from './later/profile/en.json';
import type programs from './later/programs/en.json';
import type satisfaction from './later/satisfaction/en.json';
import type saved from './later/saved/en.json';
import type search from './later/search/en.json';
import type settings from './later/settings/en.json';
import type thread from './later/thread/en.json';
import type welcome from './later/welcome/en.json';

/** The areas of words that every page has. */
interface FirstAreas {
  actions: typeof actions;
  channels: typeof channels;
  composer: typeof composer;
  conversations: typeof conversations;
  shell: typeof shell;
  signIn: typeof signIn;
  ui: typeof ui;
}

/** The areas that come with the pages that need them. */
interface LaterAreas {
  contacts: typeof contacts;
  inboxes: typeof inboxes;
  overview: typeof overview;
  panel: typeof panel;
  profile: typeof profile;
  programs: typeof programs;
  satisfaction: typeof satisfaction;
  saved: typeof saved;
  search: typeof search;
  settings: typeof settings;
  thread: typeof thread;
  welcome: typeof welcome;
}

export type LaterArea = keyof LaterAreas;

type Areas = FirstAreas & LaterAreas;

/** The name of a sentence: its area, a point, its own name. */
export type WordKey = { [Area in keyof Areas]: `${Area}.${keyof Areas[Area] & string}` }[keyof Areas];
