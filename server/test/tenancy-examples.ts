import type { OperationShape } from '@porchlight/contract/operation';
import type { World } from './tenancy-world.ts';

type Fields = Record<string, unknown>;
type Variants = Record<string, (world: World) => Fields>;

const condition = (attribute_key: string, value: unknown) => ({
  payload: [{ attribute_key, filter_operator: 'equal_to', values: [value], query_operator: null }],
});

const ONE_FOR_EACH = 'in an inbox with one for each contact';

/** Those that name the inbox that the agent is not in, and are refused to agents. */
export const isOfHidden = (variant: string | undefined) => variant === ONE_FOR_EACH;

/**
 * Bodies and queries besides the example, where an operation reads or writes more than the example makes it do. Each
 * is taken by whoever may; fields that are undefined are not sent.
 */
const VARIANTS: Record<string, Variants> = {
  'contactInboxes.create': {
    'by the latest link': () => ({ source_id: undefined, hmac_verified: true }),
  },
  'conversations.assign': {
    'to a team': ({ home }) => ({ assignee_id: undefined, team_id: home.own.teams }),
    'to a bot': ({ home }) => ({ assignee_type: 'AgentBot', assignee_id: home.own.bots }),
    'to a bot of another account': ({ stranger }) => ({
      assignee_type: 'AgentBot',
      assignee_id: stranger.own.bots,
    }),
  },
  'conversations.create': {
    [ONE_FOR_EACH]: ({ home }) => ({
      inbox_id: home.hidden.inboxes,
      contact_id: home.hidden.contacts,
      message: undefined,
    }),
    verified: () => ({ hmac_verified: true }),
    'by the address': ({ home }) => ({
      inbox_id: undefined,
      contact_id: undefined,
      source_id: home.own.sources,
    }),
  },
  'conversations.list': {
    'that name me': () => ({ assignee_type: undefined, conversation_type: 'mention' }),
    'that I watch': () => ({ assignee_type: undefined, conversation_type: 'participating' }),
    'of an address': ({ home }) => ({ assignee_type: undefined, source_id: home.own.sources }),
    'in which it was said': () => ({ assignee_type: undefined, q: 'refund' }),
  },
  'conversations.toggleStatus': { open: () => ({ status: 'open' }) },
  'conversationSearch.filter': {
    'by an inbox that is not theirs': ({ home }) => condition('inbox_id', home.hidden.inboxes),
    'by an inbox of another account': ({ stranger }) => condition('inbox_id', stranger.own.inboxes),
    'by a team of another account': ({ stranger }) => condition('team_id', stranger.own.teams),
  },
  'messages.create': {
    'from the customer': () => ({ message_type: 'incoming' }),
    'in answer to another': ({ home }) => ({ content_attributes: { in_reply_to: home.own.messages } }),
    'in answer to one of another account': ({ stranger }) => ({
      content_attributes: { in_reply_to: stranger.own.messages },
    }),
    'naming a stranger': ({ stranger }) => ({
      private: true,
      content: `(mention://user/${stranger.agent.id}/Ben) (mention://team/${stranger.own.teams}/them) look`,
    }),
    'naming a team': ({ home }) => ({
      private: true,
      content: `(mention://team/${home.hidden.teams}/vault) look`,
    }),
  },
  'participants.replace': { 'by nobody': () => ({ user_ids: [] }) },
};

const NO_FILTERS = 'no filters';

const canBeBare = ({ method, query, example }: OperationShape) =>
  method === 'GET' && example !== undefined && query?.safeParse({}).success === true;

/** Names of what can be asked of an operation besides its example. */
export const variantsOf = (name: string, operation: OperationShape): string[] => [
  ...Object.keys(VARIANTS[name] ?? {}),
  ...(canBeBare(operation) ? [NO_FILTERS] : []),
];

/** What the request says instead of, or besides, the example. */
export function exampleOf(
  name: string,
  { example }: OperationShape,
  variant: string | undefined,
  world: World,
): Fields {
  if (variant === NO_FILTERS)
    return Object.fromEntries(Object.keys(example ?? {}).map((field) => [field, undefined]));
  if (variant !== undefined) return VARIANTS[name]?.[variant]?.(world) ?? {};
  // The example's page is out there; this one is refused without being asked.
  if (name === 'uploads.create') return { external_url: 'http://127.0.0.1:1/manual.pdf' };
  // The example's address is nobody's here.
  const ofSomebody = name === 'auth.signIn' || name === 'auth.requestPassword';
  return ofSomebody ? { email: world.home.agent.email } : {};
}
