import { eq, ne } from 'drizzle-orm';
import type { AccountContext } from '../src/context.ts';
import { addMember } from '../src/features/accounts/account.ts';
import { accountSequences, accountUsers } from '../src/features/accounts/table.ts';
import { makeAccount, makeUser, type TestDesk, type TestUser } from './harness.ts';
import { makeApp, permitTo } from './platform.ts';
import { furnish, type Ids, type Marks, type Staff } from './tenancy-furnish.ts';

export interface Tenant {
  administrator: TestUser;
  agent: TestUser;
  bot: { token: string };
  /** The app that made the account, its agent and its bots. */
  app: { token: string };
  /** In the inbox of the agent. */
  own: Ids;
  /** In the inbox that the agent is not a member of. */
  hidden: Ids;
}

/** Two accounts of the same shape, with one colleague in both. */
export interface World {
  home: Tenant;
  stranger: Tenant;
}

/** Makes both accounts. */
export async function makeWorld(desk: TestDesk, home: Marks, stranger: Marks): Promise<World> {
  const account = await makeAccount(desk);
  const elsewhere = await makeAccount(desk, `${stranger.word} Ltd`);
  // So that no number of a conversation there is one here.
  await elsewhere.queries
    .update(accountSequences)
    .set({ conversation_display_id: 1000 })
    .where(eq(accountSequences.account_id, elsewhere.account.id));
  const people = await hire(desk, account, home);
  const others = await hire(desk, elsewhere, stranger);
  const colleague = await makeUser(desk, account, 'agent', 'Cleo Clark');
  await addMember(elsewhere, colleague.id, 'administrator');
  // Whoever is online is given conversations in turn: at home all but the colleague.
  await account.queries
    .update(accountUsers)
    .set({ auto_offline: false })
    .where(ne(accountUsers.user_id, colleague.id));
  return {
    home: await makeTenant(desk, account, { ...people, colleague, named: colleague }, home),
    stranger: await makeTenant(desk, elsewhere, { ...others, colleague, named: others.agent }, stranger),
  };
}

const hire = async (desk: TestDesk, account: AccountContext, { word }: Marks) => ({
  administrator: await makeUser(desk, account, 'administrator', `Ada ${word}`),
  agent: await makeUser(desk, account, 'agent', `Ben ${word}`),
});

async function makeTenant(
  desk: TestDesk,
  account: AccountContext,
  staff: Staff,
  { word, secret }: Marks,
): Promise<Tenant> {
  const { administrator, agent, colleague } = staff;
  const open = { word: `${word}-shop`, secret: `${word}-shop`, members: [agent, colleague], isQuiet: false };
  const closed = { word: `${word}-vault`, secret, members: [colleague], isQuiet: true };
  const { bot, ids: own } = await furnish(desk, account, staff, open);
  const { ids: hidden } = await furnish(desk, account, staff, closed);
  const app = await makeApp(desk, `${word} app`);
  await permitTo(desk, app, 'Account', own.accounts);
  await permitTo(desk, app, 'User', own.users);
  for (const { agent_bots } of [own, hidden]) await permitTo(desk, app, 'AgentBot', agent_bots);
  return { administrator, agent, bot, app, own, hidden };
}
