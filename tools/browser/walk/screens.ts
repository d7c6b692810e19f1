import type { Page } from 'playwright-core';
import type { FurnishedDesk } from './furnish.ts';
import type { Say } from './saying.ts';

/** What a screen is opened with. */
export interface Here {
  page: Page;
  say: Say;
  /** Presses the first button of that name in the language of the page. */
  press(key: string, values?: Parameters<Say>[1]): Promise<void>;
  /** The same with a command of the menu that is open. */
  choose(key: string): Promise<void>;
}

/** Something that fills the window, or lies in front of what fills it. */
export interface Screen {
  /** Below the account. */
  path: string;
  /** What lies in front of the page there, and how it is opened. */
  over?: string;
  open?(here: Here): Promise<unknown>;
  /** Of a window that keeps the focus: what has it again once the window is closed, by its name or as `#content`. */
  opener?(say: Say): string;
}

type Opened = Pick<Screen, 'over' | 'open' | 'opener'>;

const by = (over: string, open: NonNullable<Screen['open']>): Opened => ({ over, open });
const byKey = (over: string, key: string): Opened => ({
  over,
  opener: () => '#content',
  open: ({ page }) => page.keyboard.press(key),
});
const byButton = (key: string, values: Parameters<Say>[1] = {}): Opened => ({
  over: key,
  opener: (say) => say(key, values),
  open: ({ press }) => press(key, values),
});
const byMenu = (button: string, item: string, values: Parameters<Say>[1] = {}): Opened => ({
  over: item,
  opener: (say) => say(button, values),
  open: async ({ press, choose }) => {
    await press(button, values);
    await choose(item);
  },
});
const menu = (key: string, values: Parameters<Say>[1] = {}): Opened => ({
  over: key,
  open: ({ press }) => press(key, values),
});

const over = (path: string, layers: readonly Opened[]): Screen[] => [
  { path },
  ...layers.map((layer) => ({ path, ...layer })),
];

const CONDITIONS = encodeURIComponent(
  JSON.stringify([
    { attribute_key: 'email', filter_operator: 'contains', values: ['example'], query_operator: 'or' },
    { attribute_key: 'blocked', filter_operator: 'equal_to', values: ['true'], query_operator: null },
  ]),
);

/** Every screen that an administrator meets who is signed in. */
export const allScreens = ({ ids, desk }: FurnishedDesk): Screen[] => [
  ...conversationScreens(ids),
  ...contactScreens(ids),
  ...['/search', '/search?q=b', '/search?q=boat', '/search/messages?q=boat', '/search?q=nothing-at-all'].map(
    (path) => ({ path }),
  ),
  { path: '/reports/overview' },
  ...settingScreens(desk.inbox.id),
  ...over('/profile/settings', [
    byButton('profile.setUp'),
    byButton('profile.newToken'),
    by('account menu', ({ page }) => page.locator('[data-focus=account-menu]').click()),
  ]),
  { path: '/no/such/page' },
];

const conversationScreens = ({ talk, mail }: FurnishedDesk['ids']): Screen[] => [
  ...over('/conversations?assignee_type=all', [
    byKey('palette', 'Control+k'),
    byKey('shortcuts', '?'),
    byKey('filter', 'f'),
    by('selection', ({ page }) => page.keyboard.press('x')),
    menu('conversations.narrow'),
    menu('conversations.sort'),
  ]),
  { path: '/conversations?label=nobody-has-it' },
  { path: '/conversations/99999' },
  { path: `/conversations/${mail}?assignee_type=all` },
  ...over(`/conversations/${talk}?assignee_type=all`, [
    ...['a', 't', 'l', 'p', 's'].map((key) => byKey(`picker ${key}`, key)),
    byMenu('thread.moreActions', 'conversations.mergeContact', { id: talk }),
    byMenu('thread.moreActions', 'conversations.sendTranscript', { id: talk }),
    byMenu('thread.moreActions', 'conversations.delete', { id: talk }),
    menu('thread.moreActions', { id: talk }),
    menu('thread.messageMenu'),
    menu('thread.moreWays'),
    menu('thread.emoji'),
    by('note', async ({ page }) => {
      await page.keyboard.press('n');
      await page.locator('[data-composer=note] textarea:focus').waitFor();
      await page.keyboard.type('To **colleagues**');
    }),
  ]),
  { path: `/conversations/${talk}?panel=true` },
];

const contactScreens = ({ known, bare }: FurnishedDesk['ids']): Screen[] => [
  ...over('/contacts', [byButton('contacts.new')]),
  { path: '/contacts?page=2&sort=name' },
  ...over(`/contacts?filter=${CONDITIONS}`, [byButton('contacts.filter')]),
  { path: '/contacts?search=nobody-of-this-name' },
  { path: '/contacts?online=true' },
  ...over(`/contacts/${known}`, [
    byButton('ui.edit'),
    byButton('contacts.write'),
    byMenu('contacts.more', 'contacts.merge'),
    byMenu('contacts.more', 'contacts.delete'),
  ]),
  { path: `/contacts/${bare}` },
  { path: '/contacts/999999' },
];

const settingScreens = (inbox_id: number): Screen[] => [
  { path: '/settings/account' },
  { path: '/settings/inboxes' },
  { path: '/settings/inboxes/new' },
  { path: '/settings/inboxes/new?channel=web_widget' },
  { path: '/settings/inboxes/new?channel=api' },
  { path: `/settings/inboxes/new?inbox_id=${inbox_id}` },
  { path: `/settings/inboxes/new?inbox_id=${inbox_id}&is_done=true` },
  ...over(`/settings/inboxes/${inbox_id}`, [byButton('inboxes.remove')]),
  ...['people', 'hours', 'pre_chat', 'configuration', 'survey', 'bot'].map((tab) => ({
    path: `/settings/inboxes/${inbox_id}?tab=${tab}`,
  })),
  { path: '/settings/inboxes/99999' },
  ...over('/settings/agents', [
    byButton('settings.agentInvite'),
    byButton('settings.editOf', { name: 'Cleo Costa' }),
    byButton('settings.removeOf', { name: 'Cleo Costa' }),
  ]),
  ...over('/settings/teams', [
    byButton('settings.teamAdd'),
    byButton('settings.editOf', { name: 'billing' }),
    byButton('settings.deleteOf', { name: 'billing' }),
  ]),
  ...over('/settings/labels', [
    byButton('settings.editOf', { name: 'refund' }),
    byButton('settings.deleteOf', { name: 'refund' }),
  ]),
  ...over('/settings/webhooks', [byButton('programs.webhookAdd')]),
  ...over('/settings/webhooks/1', [
    byButton('programs.resendSpan'),
    by('delivery', ({ page }) =>
      page
        .getByRole('button', { name: /webhook_test/ })
        .first()
        .click(),
    ),
  ]),
  ...over('/settings/agent-bots', [
    byButton('settings.editOf', { name: 'Triage' }),
    byButton('programs.keysOf', { name: 'Triage' }),
    byButton('settings.deleteOf', { name: 'Triage' }),
  ]),
  ...over('/settings/satisfaction', [
    by('review note', ({ page, say }) =>
      page
        .getByRole('button', { name: say('satisfaction.noteOf', { name: '' }).trim() })
        .first()
        .click(),
    ),
  ]),
];
