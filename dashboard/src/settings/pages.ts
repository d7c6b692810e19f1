import type { WordKey } from '../words/words.ts';

/** A page of the settings as its route says it. */
export interface SettingPage {
  label: WordKey;
  to: 'account' | 'inboxes' | 'agents' | 'teams' | 'labels' | 'webhooks' | 'agent-bots' | 'satisfaction';
}

/** The menu of the settings, in groups: a line for each page. Only administrators see them. */
export const settingPages: readonly { label: WordKey; pages: readonly SettingPage[] }[] = [
  {
    label: 'settings.groupDesk',
    pages: [
      { label: 'settings.navAccount', to: 'account' },
      { label: 'settings.navInboxes', to: 'inboxes' },
      { label: 'settings.navAgents', to: 'agents' },
      { label: 'settings.navTeams', to: 'teams' },
      { label: 'settings.navLabels', to: 'labels' },
    ],
  },
  {
    label: 'settings.groupPrograms',
    pages: [
      { label: 'settings.navWebhooks', to: 'webhooks' },
      { label: 'settings.navBots', to: 'agent-bots' },
    ],
  },
  { label: 'settings.groupReports', pages: [{ label: 'settings.navSatisfaction', to: 'satisfaction' }] },
];
