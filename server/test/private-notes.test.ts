import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../src/features/accounts/table.ts';
import { renderMail } from '../src/platform/mail/render.ts';
import { bringOnline } from './factories.ts';
import { followLink } from './forms.ts';
import { eventually, type Frame, type RawClient } from './live.ts';
import { readAllMails, readMails } from './mails.ts';
import { ANSWERS, FRAMES, strangeKeys } from './notes-allowed.ts';
import { apiSurface } from './notes-api.ts';
import { happenings, INTERNAL } from './notes-happenings.ts';
import { askEverything, openStage, type Stage, type Surface } from './notes-stage.ts';
import { otherWays, readOtherWays, ways } from './notes-ways.ts';
import { websiteSurface } from './notes-website.ts';

const surfacesOfContacts: [string, Surface][] = [
  ['a contact of an API inbox', apiSurface],
  ['a visitor of a website', websiteSurface],
];

/** Every note says a canary of its own. */
const canaries = new Map<string, string>();
const canaryOf = (way: string) => {
  const canary = canaries.get(way) ?? `canary-${canaries.size + 1}-note`;
  canaries.set(way, canary);
  return canary;
};

let stage: Stage;

const waysOn = ({ refused }: Surface) => Object.entries(ways).filter(([way]) => !refused.includes(way));

/** After each note something happens, and then the contact asks for all that it can; both lists are gone through. */
async function play(surface: Surface) {
  canaries.clear();
  stage = await openStage(surface);
  const writing = [...waysOn(surface), ...Object.entries(otherWays)];
  const happening = Object.values(happenings);
  for (let at = 0; at < Math.max(writing.length, happening.length); at += 1) {
    const [way, write] = writing[at % writing.length] ?? [];
    if (way && write) await write(stage, canaryOf(way));
    await happening[at % happening.length]?.(stage);
    await askEverything(stage);
  }
  await stage.live.drain();
  await settled();
}

/** Waits until the last thing that happened has reached every listener. */
async function settled() {
  const { inside, shop, contact, colleague, receiver } = stage;
  await inside(shop.agent, 'POST', '/messages', { content: 'the end' });
  const isEnd = ({ message }: Frame) =>
    message?.event === 'message.created' && message.data.content === 'the end';
  for (const client of [contact.sockets.plain, contact.sockets.extended, colleague])
    await client.until(isEnd, 10_000);
  await eventually(() => receiver.received.some(({ body }) => body.content === 'the end'), 20_000);
}

const framesOf = ({ frames }: RawClient) => frames.flatMap(({ message }) => message ?? []);

const seenBy = (text: string) => [...canaries.values()].filter((canary) => text.includes(canary));

/** Everything from the beginning, as the contact gets it that comes back. */
async function replay(history: object): Promise<Frame[]> {
  const { pubsub_token } = stage.contact;
  const client = await stage.listen({ channel: 'RoomChannel', pubsub_token }, { history });
  const answer = await client.until(({ type }) => /^(confirm|reject)_history$/.test(type ?? ''), 10_000);
  expect(answer.type).toBe('confirm_history');
  return client.frames;
}

async function fromTheBeginning(): Promise<Frame[]> {
  const { stream_id = '', epoch } = stage.contact.sockets.extended.frames.find(({ offset }) => offset) ?? {};
  return replay({ streams: { [stream_id]: { epoch, offset: 0 } } });
}

/** What the contact got, by where it came from. */
async function surfaces(): Promise<Record<string, string[]>> {
  const { contact, told, desk } = stage;
  const mails = await readMails(desk, contact.email);
  const texts = {
    'frames of the plain protocol': framesOf(contact.sockets.plain).map((one) => JSON.stringify(one)),
    'frames of the extended protocol': framesOf(contact.sockets.extended).map((one) => JSON.stringify(one)),
    'history from the beginning': (await fromTheBeginning()).map((frame) => JSON.stringify(frame)),
    'history since a moment': (await replay({ since: 0 })).map((frame) => JSON.stringify(frame)),
    answers: told.map(({ answer }) => answer.text),
    'headers of answers': told.map(({ answer }) => JSON.stringify(answer.headers)),
    mails: mails.map((mail) => JSON.stringify([mail, renderMail(mail)])),
  };
  const links = new Set(
    Object.values(texts)
      .flat()
      .join('\n')
      .match(/https:\/\/desk\.example\.com\/files\/[^"\\\s<]+/g),
  );
  const files: string[] = [];
  for (const link of links) {
    const { payload, headers } = await followLink(desk, link);
    files.push(payload + JSON.stringify(headers));
  }
  return { ...texts, files };
}

describe.each(surfacesOfContacts)('with %s', (_name, surface) => {
  beforeAll(() => play(surface), 120_000);
  afterAll(() => stage?.close());

  describe('a private note', () => {
    it('is in nothing that the contact gets, however it was written and whatever happened then', async () => {
      for (const [surface, texts] of Object.entries(await surfaces())) {
        expect([surface, texts.length]).toEqual([surface, expect.any(Number)]);
        expect(texts.length, surface).toBeGreaterThan(0);
        expect([surface, seenBy(texts.join('\n'))]).toEqual([surface, []]);
      }
    });

    it('is heard of by colleagues', () => {
      const text = framesOf(stage.colleague)
        .map((one) => JSON.stringify(one))
        .join('\n');
      const heard = new Set(seenBy(text));
      const silent = waysOn(surface).filter(([way]) => !heard.has(canaryOf(way)));
      expect(silent).toEqual([]);
    });

    it('cannot be written in ways that are for other inboxes', async () => {
      expect(surface.refused.length).toBeLessThan(2);
      for (const way of surface.refused) await expect(ways[way]?.(stage, 'refused')).rejects.toThrow('422');
    });

    it('that is no message can be read by colleagues', async () => {
      const text = await readOtherWays(stage);
      for (const way of Object.keys(otherWays)) expect(text).toContain(canaryOf(way));
    });

    // This program is the business's own; by the contract it is told of notes, and that they are.
    it('is told to the program behind the inbox as a private one, and in nothing else that it is told', () => {
      const { received } = stage.receiver;
      const telling = received.filter(({ text }) => seenBy(text).length > 0);
      expect(telling.length).toBeGreaterThan(Object.keys(ways).length / 2);
      for (const { body } of telling) {
        expect(body).toMatchObject({ event: expect.stringMatching(/^message_/), private: true });
        expect(seenBy(JSON.stringify(body.conversation))).toEqual([]);
      }
    });

    it('cannot be answered by the contact', () => {
      const tried = stage.told.filter(({ operation }) => operation === 'answering a note');
      expect(tried.length).toBeGreaterThan(10);
      expect(new Set(tried.map(({ answer }) => answer.status))).toEqual(new Set([404]));
    });
  });

  describe('what a contact gets', () => {
    it('was asked for by every operation that contacts may call, and answered', () => {
      const { operations, cases } = stage.surface;
      expect(operations.length).toBeGreaterThan(10);
      expect(Object.keys(cases).sort()).toEqual([...operations].sort());
      for (const name of operations) {
        const answered = stage.told.filter(({ operation }) => operation === name);
        expect(answered.length, name).toBeGreaterThan(10);
        const refusals = answered.filter(({ answer }) => answer.status >= 300);
        expect([name, ...new Set(refusals.map(({ answer }) => answer.status))]).toEqual([name]);
      }
    });

    it('has no keys but those that are listed', () => {
      const frames = [stage.contact.sockets.plain, stage.contact.sockets.extended].flatMap(framesOf);
      expect(new Set(frames.map(({ event }) => event)).size).toBeGreaterThan(5);
      const strange = [
        ...frames.flatMap(({ event, data }) => strangeKeys(data, event, FRAMES)),
        ...stage.told
          .filter(({ answer }) => answer.status === 200)
          .flatMap(({ operation, answer }) => strangeKeys(answer.body, operation, ANSWERS)),
      ];
      expect([...new Set(strange)]).toEqual([]);
    });

    it('tells nothing of the desk’s own affairs', async () => {
      const { desk, shop, bot } = stage;
      const people = await desk.services.database.queries
        .select()
        .from(users)
        .where(eq(users.email, shop.agent.email));
      const secrets = [
        ...Object.values(INTERNAL),
        ...[shop.agent, shop.administrator, shop.outsider].flatMap(({ email, token }) => [email, token]),
        ...people.map(({ pubsub_token }) => String(pubsub_token)),
        bot.token,
        stage.receiver.url,
        'canary-team',
      ];
      for (const [surface, texts] of Object.entries(await surfaces())) {
        const text = texts.join('\n');
        expect([surface, secrets.filter((secret) => text.includes(secret))]).toEqual([surface, []]);
      }
      const heard = framesOf(stage.colleague)
        .map((one) => JSON.stringify(one))
        .join('\n');
      for (const value of Object.values(INTERNAL)) expect(heard).toContain(value);
    });

    it('says of colleagues that they are there when they are members of the inbox, and of no others', async () => {
      const { shop, contact } = stage;
      for (const person of [shop.agent, shop.administrator, shop.outsider])
        await bringOnline(shop.account, person);
      const client = await stage.listen({ channel: 'RoomChannel', pubsub_token: contact.pubsub_token });
      const { message } = await client.until((frame) => frame.message?.event === 'presence.update');
      expect(message?.data.users).toEqual({ [shop.agent.id]: 'online' });
    });

    it('tells nothing of who looks at the conversation, which colleagues hear of', async () => {
      const { contact, colleague } = stage;
      const events = (frames: readonly Frame[]) => new Set(frames.map(({ message }) => message?.event));
      const isOfViewers = (event: string | undefined) => event?.includes('viewers') ?? false;
      expect([...events(colleague.frames)].filter(isOfViewers).sort()).toEqual([
        'conversation.viewers_changed',
        'viewers.update',
      ]);
      for (const frames of [
        contact.sockets.plain.frames,
        contact.sockets.extended.frames,
        await fromTheBeginning(),
      ]) {
        expect(frames.length).toBeGreaterThan(5);
        expect([...events(frames)].filter(isOfViewers)).toEqual([]);
      }
    });

    it('by mail are copies of what was said in the open, and no other mails', async () => {
      const mails = await readAllMails(stage.desk);
      const subjects = mails.filter(({ to }) => to === stage.contact.email).map(({ subject }) => subject);
      expect(subjects.length).toBeGreaterThan(0);
      expect(new Set(subjects)).toEqual(new Set([`[#${stage.contact.display_id}] Conversation Transcript`]));
    });
  });
});
