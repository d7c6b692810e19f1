import { expect } from 'vitest';
import { accessContact } from '../src/features/contacts/access.ts';
import type { InboxRow } from '../src/features/inboxes/table.ts';
import { prove } from './customers.ts';
import { makeShop, type Shop } from './factories.ts';
import { openTestDesk, type TestDesk } from './harness.ts';
import { makeWebsite, readVisitor, say, type Visitor, visit } from './visitors.ts';

/** Two websites of one shop, and what visitors say there of who they are. */
export interface IdentityStage {
  desk: TestDesk;
  shop: Shop;
  /** Takes people's word for who they are. */
  lax: InboxRow;
  /** Wants proof. */
  strict: InboxRow;
}

export async function openIdentityStage(): Promise<IdentityStage> {
  const desk = await openTestDesk();
  const shop = await makeShop(desk);
  const lax = await makeWebsite(shop.account, { members: [shop.agent] });
  const strict = await makeWebsite(shop.account, { members: [shop.agent], hmac_mandatory: true });
  return { desk, shop, lax, strict };
}

let count = 0;
/** A word that nobody had before. */
export const fresh = (word: string) => `${word}-${++count}`;
export const freshEmail = (word: string) => `${fresh(word)}@example.com`;
export const freshPhone = () => `+35191200${10_000 + ++count}`;

export const setUser = (who: Visitor, body: object) => who.ask('PATCH', '/contact/set_user', { body });
export const update = (who: Visitor, body: object) => who.ask('PATCH', '/contact', { body });

/** Begins a conversation as the form before the chat does. */
export const begin = (who: Visitor, contact: object) =>
  who.ask('POST', '/conversations', { body: { contact, message: { content: 'Hello' } } });

/** Numbers of the conversations that the visitor sees. */
export const numbersOf = async (who: Visitor): Promise<number[]> =>
  (await who.ask('GET', '/conversations/list')).body.payload.map(({ id }: { id: number }) => id);

/** A customer who proved through the strict website who they are, with a conversation there. */
export async function makeVictim({ desk, shop, strict }: IdentityStage) {
  const identifier = fresh('victim');
  const fields = { name: 'Vera Victim', email: freshEmail('vera'), phone_number: freshPhone() };
  const victim = await visit(desk, strict);
  const answer = await setUser(victim, { ...prove(shop.account, strict, identifier), ...fields });
  expect(answer.status).toBe(200);
  const conversation_id = await say(victim, 'My secret');
  const { contact } = await readVisitor(shop.account, victim);
  return { identifier, contact, conversation_id };
}

/** Nothing came of it: the victim is as before, and the visitor sees nothing of theirs. */
export async function expectUnharmed(
  { shop }: IdentityStage,
  victim: Awaited<ReturnType<typeof makeVictim>>,
  who: Visitor,
) {
  expect(await accessContact(shop.account, victim.contact.id)).toEqual(victim.contact);
  const { contact } = await readVisitor(shop.account, who);
  expect(contact.id).not.toBe(victim.contact.id);
  expect(contact.identifier).not.toBe(victim.identifier);
  expect(await numbersOf(who)).not.toContain(victim.conversation_id);
  const { text } = await who.ask('POST', '/config');
  for (const word of ['Vera', victim.contact.email ?? '-', victim.contact.phone_number ?? '-'])
    expect(text).not.toContain(word);
}
