/** One kind of request, repeated with other data each time. */
export interface Scenario {
  name: string;
  method: 'GET' | 'POST';
  /** The address after the account, and the body, of the request with this number. */
  request(turn: number): { path: string; body?: object };
}

/** What of the demo data the requests are about. */
export interface Subjects {
  inbox_id: number;
  /** Display ids of open conversations. */
  conversations: readonly number[];
  contacts: readonly number[];
  /** Words to look for: parts of names and addresses. */
  words: readonly string[];
}

const pick = <Item>(items: readonly Item[], turn: number): Item => {
  const item = items[(turn * 7919) % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
};

/** The requests that integrations and dashboards live on. */
export function scenariosFor({ inbox_id, conversations, contacts, words }: Subjects): Scenario[] {
  return [
    {
      name: 'send message',
      method: 'POST',
      request: (turn) => ({
        path: `/conversations/${pick(conversations, turn)}/messages`,
        body: { content: `Thank you, your order ${turn} is on its way.`, message_type: 'outgoing' },
      }),
    },
    {
      name: 'create conversation',
      method: 'POST',
      request: (turn) => ({ path: '/conversations', body: { inbox_id, contact_id: pick(contacts, turn) } }),
    },
    { name: 'list 25 open', method: 'GET', request: () => ({ path: '/conversations?status=open' }) },
    {
      name: 'conversation by id',
      method: 'GET',
      request: (turn) => ({ path: `/conversations/${pick(conversations, turn)}` }),
    },
    {
      name: 'messages page',
      method: 'GET',
      request: (turn) => ({ path: `/conversations/${pick(conversations, turn)}/messages` }),
    },
    {
      name: 'contact search',
      method: 'GET',
      request: (turn) => ({ path: `/contacts/search?q=${encodeURIComponent(pick(words, turn))}` }),
    },
    { name: 'meta counts', method: 'GET', request: () => ({ path: '/conversations/meta?status=open' }) },
  ];
}
