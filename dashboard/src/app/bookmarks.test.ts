import { expect, test } from 'vitest';
import { bookmarkOf } from './bookmarks.ts';

test.each([
  ['dashboard', '/conversations'],
  ['inbox/7', '/conversations?inbox_id=7'],
  ['inbox/7/conversations/12', '/conversations/12?inbox_id=7'],
  ['team/3', '/conversations?team_id=3'],
  ['team/3/conversations/12', '/conversations/12?team_id=3'],
  ['label/für-später', '/conversations?label=f%C3%BCr-sp%C3%A4ter'],
  ['label/vip/conversations/12', '/conversations/12?label=vip'],
  ['mentions/conversations', '/conversations?conversation_type=mention'],
  ['mentions/conversations/12', '/conversations/12?conversation_type=mention'],
  ['participating/conversations', '/conversations?conversation_type=participating'],
  ['unattended/conversations/12', '/conversations/12?conversation_type=unattended'],
  // As the mobile app opens what it was notified of.
  ['conversations/12/12/Conversation', '/conversations/12'],
  ['reports', '/reports/overview'],
  ['settings/general', '/settings/account'],
  ['settings/agents/list/', '/settings/agents'],
  ['settings/integrations/webhook', '/settings/webhooks'],
  ['settings/inboxes/new/website', '/settings/inboxes/new'],
  ['settings/inboxes/7/finish', '/settings/inboxes/7'],
])('%s leads to %s', (bookmark, address) => {
  expect(bookmarkOf(bookmark)).toBe(address);
});

test.each([
  '',
  'inbox',
  'inbox/x',
  'inbox/7/messages/1',
  'team/0',
  'label/',
  'mentions',
  'reports/agent',
  'settings/billing',
  'conversations/x/y',
  'constructor/7',
  'constructor/conversations',
  'settings/constructor',
])('%s leads nowhere', (bookmark) => {
  expect(bookmarkOf(bookmark)).toBeUndefined();
});
