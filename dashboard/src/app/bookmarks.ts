import { isId } from './address-id.ts';

/*
 * Addresses that people have bookmarked, or that mails and other programs name, from Chatwoot's own dashboard: where
 * they lead here.
 */

const SETTINGS: ReadonlyMap<string, string> = new Map([
  ['general', 'account'],
  ['agents/list', 'agents'],
  ['teams/list', 'teams'],
  ['teams/new', 'teams'],
  ['inboxes/list', 'inboxes'],
  ['labels/list', 'labels'],
  ['integrations', 'webhooks'],
  ['integrations/webhook', 'webhooks'],
  ['integrations/webhooks', 'webhooks'],
  ['integrations/agent_bots', 'agent-bots'],
]);

/** What narrows the list, by the first word of the address. */
const NARROWED: ReadonlyMap<string, (value: string) => string | undefined> = new Map([
  ['inbox', (id) => idQuery('inbox_id', id)],
  ['team', (id) => idQuery('team_id', id)],
  ['label', (label) => `label=${encodeURIComponent(label)}`],
]);

const KINDS: ReadonlyMap<string, string> = new Map([
  ['mentions', 'mention'],
  ['participating', 'participating'],
  ['unattended', 'unattended'],
]);

const idQuery = (name: string, id: string) => (isId(id) ? `${name}=${id}` : undefined);

/** Where an address below that of an account leads, both without it; nothing when it is not one of theirs. */
export function bookmarkOf(path: string): string | undefined {
  const words = path.replace(/^\/|\/$/g, '').split('/');
  const [first = '', second = ''] = words;
  if (first === 'dashboard' || first === 'inbox-view') return '/conversations';
  if (first === 'reports' && words.length === 1) return '/reports/overview';
  if (first === 'settings') return settingsOf(words.slice(1));
  if (first === 'conversations') return isId(second) ? `/conversations/${second}` : undefined;
  const kind = KINDS.get(first);
  if (kind !== undefined && second === 'conversations')
    return listOf(`conversation_type=${kind}`, words.slice(1));
  const query = NARROWED.get(first)?.(second);
  return query === undefined || second === '' ? undefined : listOf(query, words.slice(2));
}

/** The list with that query; beside it what the rest names, as `conversations/12`. */
function listOf(query: string, rest: readonly string[]): string | undefined {
  const [word, id] = rest;
  if (word === undefined || (word === 'conversations' && id === undefined)) return `/conversations?${query}`;
  return word === 'conversations' && isId(id) ? `/conversations/${id}?${query}` : undefined;
}

/** A page of settings; what belongs to one inbox leads to that inbox. */
function settingsOf(words: readonly string[]): string | undefined {
  const [first, second] = words;
  if (first === 'inboxes' && isId(second))
    return words.length > 2 ? `/settings/inboxes/${second}` : undefined;
  if (first === 'inboxes' && second === 'new') return words.length > 2 ? '/settings/inboxes/new' : undefined;
  const page = SETTINGS.get(words.join('/'));
  return page === undefined ? undefined : `/settings/${page}`;
}
