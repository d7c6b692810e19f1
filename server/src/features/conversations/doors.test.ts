import { conversationAttachments } from '@porchlight/contract/conversation-attachments';
import { conversationLabels } from '@porchlight/contract/conversation-labels';
import { conversations } from '@porchlight/contract/conversations';
import { drafts } from '@porchlight/contract/drafts';
import { messages } from '@porchlight/contract/messages';
import type { OperationShape } from '@porchlight/contract/operation';
import { ownDrafts } from '@porchlight/contract/own-drafts';
import { participants } from '@porchlight/contract/participants';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeBot,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  readConversation,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let other: Shop;
let team_id: number;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let message_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  other = await makeShop(desk);
  team_id = (await makeTeam(shop.account, 'billing', { members: [shop.outsider] })).id;
});
beforeEach(async () => {
  conversation = await makeConversation(shop.account, shop.inbox);
  message_id = (await makeMessage(shop.agent.ctx, conversation)).id;
});
afterAll(() => desk?.close());

const { list, meta, create, delete: remove, ...ofOne } = conversations;
const { list: listMessages, create: createMessage, ...ofMessage } = messages;
const operations: [name: string, operation: OperationShape][] = Object.entries({
  ofOne,
  ofMessage,
  conversationLabels,
  conversationAttachments,
  participants,
  drafts,
  ownDraft: { save: ownDrafts.save },
}).flatMap(([group, named]) =>
  Object.entries<OperationShape>(named).map(([name, operation]): [string, OperationShape] => [
    `${group}.${name}`,
    operation,
  ]),
);

const pathOf = ({ path }: OperationShape) =>
  path
    .replace('/api/v1/accounts/{account_id}', '')
    .replace(/conversations\/\{\w+\}/, `conversations/${conversation.display_id}`)
    .replace('{id}', String(message_id));

const askAs = (who: { token: string }, operation: OperationShape, at = shop) =>
  at.ask(who, operation.method, pathOf(operation), operation.body && operation.example);

describe.each(operations)('%s', (_, operation) => {
  const refuses = async (who: { token: string }, at = shop) => {
    let status = 0;
    const before = [
      await readConversation(shop.account, conversation),
      await readMessages(shop.account, conversation),
    ];
    const emitted = await eventsDuring(shop.account, async () => {
      status = (await askAs(who, operation, at)).status;
    });
    expect(emitted).toEqual([]);
    const after = [
      await readConversation(shop.account, conversation),
      await readMessages(shop.account, conversation),
    ];
    expect(after).toEqual(before);
    return status;
  };

  it('is refused to an agent who is in neither the inbox nor the team', async () => {
    expect(await refuses(shop.outsider)).toBe(401);
  });

  it('finds no conversation of another account', async () => {
    expect(await refuses(other.administrator, other)).toBe(404);
  });

  it('is open to an agent of the conversation’s team', async () => {
    await setColumns(shop.account, conversation, { team_id });
    // Only agents of the inbox may watch, and the example names the first user.
    const expected = operation.path.endsWith('/participants') && operation.body ? [200, 422] : [200];
    expect(expected).toContain((await askAs(shop.outsider, operation)).status);
  });

  it('is open to a bot where it says so, and to no bot elsewhere', async () => {
    const bot = await makeBot(desk, shop.account);
    const { status } = await askAs(bot, operation);
    expect(status).toBe(operation.permission === 'member_or_bot' ? 200 : 401);
  });
});
