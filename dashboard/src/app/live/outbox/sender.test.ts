import { expect, test } from 'vitest';
import { HandClock } from '../hand-clock.ts';
import type { Outbox, OutboxEntry } from './entry.ts';
import { Sender, type Sending } from './sender.ts';

const writing = (content: string, conversation_id = 1) => ({ conversation_id, content, private: false });

/** A desk that answers as told, and that takes each name once. */
function openSender(
  answer: (entry: OutboxEntry) => Sending | Promise<Sending>,
  recall?: (echo_id: string) => boolean,
) {
  const clock = new HandClock();
  const asked: string[] = [];
  let kept: Outbox = [];
  let last = 0;
  const sender = new Sender({
    clock,
    random: () => 0.5,
    recall,
    makeEchoId: () => {
      last += 1;
      return `echo-${last}`;
    },
    send: async (entry) => {
      asked.push(entry.content);
      return answer(entry);
    },
    keep: (outbox) => {
      kept = structuredClone(outbox);
    },
  });
  return { sender, clock, asked, kept: () => kept };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what is written goes out at once, and leaves the outbox when the desk has it', async () => {
  const { sender, asked, kept } = openSender(() => ({ is: 'sent' }));
  sender.write(writing('Hello'));
  expect(kept()).toMatchObject([{ content: 'Hello', standing: 'sending' }]);
  await settled();
  expect(asked).toEqual(['Hello']);
  expect(sender.get()).toEqual([]);
});

test('the messages of one conversation go out one after the other, those of others do not wait', async () => {
  const release: (() => void)[] = [];
  const { sender, asked } = openSender(
    () => new Promise<Sending>((resolve) => release.push(() => resolve({ is: 'sent' }))),
  );
  sender.write(writing('one'));
  sender.write(writing('two'));
  sender.write(writing('elsewhere', 2));
  expect(asked).toEqual(['one', 'elsewhere']);
  release[0]?.();
  await settled();
  expect(asked).toEqual(['one', 'elsewhere', 'two']);
});

test('what is held back is not told to the desk before its time, and can be taken back until then', async () => {
  const { sender, clock, asked } = openSender(() => ({ is: 'sent' }));
  const echo_id = sender.write(writing('Not yet'), 5000);
  clock.pass(4999);
  expect(asked).toEqual([]);
  expect(sender.takeBack(echo_id)).toMatchObject({ content: 'Not yet' });
  clock.pass(60_000);
  expect(asked).toEqual([]);
  sender.write(writing('Now'), 5000);
  clock.pass(5000);
  await settled();
  expect(asked).toEqual(['Now']);
});

test('what the desk refuses stays with the reason, holds nothing up, and goes out again when told to', async () => {
  let isRefusing = true;
  const { sender, asked } = openSender(() =>
    isRefusing ? { is: 'refused', reason: 'Too long' } : { is: 'sent' },
  );
  const echo_id = sender.write(writing('one'));
  await settled();
  expect(sender.get()).toMatchObject([{ standing: 'failed', reason: 'Too long' }]);
  isRefusing = false;
  sender.write(writing('two'));
  await settled();
  expect(asked).toEqual(['one', 'two']);
  sender.sendNow(echo_id);
  await settled();
  expect(asked).toEqual(['one', 'two', 'one']);
  expect(sender.get()).toEqual([]);
});

test('what is refused because a colleague was faster says so', async () => {
  const { sender } = openSender(() => ({ is: 'refused', reason: 'Answered', is_answered: true }));
  sender.write({ ...writing('one'), last_seen_message_id: 7 });
  await settled();
  expect(sender.get()).toMatchObject([{ standing: 'failed', is_answered: true, last_seen_message_id: 7 }]);
});

test('what is on its way cannot be taken back', () => {
  const { sender } = openSender(() => new Promise<Sending>(() => undefined));
  const echo_id = sender.write(writing('Gone'));
  expect(sender.takeBack(echo_id)).toBeUndefined();
  expect(sender.get()).toHaveLength(1);
});

test('what is called off in time comes back, and what waits behind it goes out', async () => {
  let fail = () => {};
  const { sender, asked } = openSender(
    ({ content }) =>
      content === 'large'
        ? new Promise<Sending>((resolve) => {
            fail = () => resolve({ is: 'unanswered' });
          })
        : { is: 'sent' },
    () => true,
  );
  const echo_id = sender.write(writing('large'));
  sender.write(writing('behind it'));
  expect(sender.takeBack(echo_id)).toMatchObject({ content: 'large' });
  fail();
  await settled();
  expect(asked).toEqual(['large', 'behind it']);
  expect(sender.get()).toEqual([]);
});

test('a page finds what the one before it left, and sends it under the same name', async () => {
  const first = openSender(() => new Promise<Sending>(() => undefined));
  first.sender.write(writing('on its way'));
  first.sender.write(writing('behind it'));
  const names: string[] = [];
  const second = openSender(({ echo_id }) => {
    names.push(echo_id);
    return { is: 'sent' };
  });
  second.sender.adopt(first.kept());
  await settled();
  await settled();
  expect(second.asked).toEqual(['on its way', 'behind it']);
  expect(names).toEqual(['echo-1', 'echo-2']);
  expect(second.kept()).toEqual([]);
});

test('of 200 messages over a connection that comes and goes none is lost, doubled or out of order', async () => {
  // The desk takes each name once; an answer may get lost though the message arrived.
  const taken = new Map<string, string>();
  let turn = 0;
  const { sender, clock } = openSender(({ echo_id, content }) => {
    turn = (turn * 1_103_515_245 + 12_345) % 2_147_483_648;
    const luck = turn % 3;
    if (luck > 0) taken.set(echo_id, content);
    return luck === 2 ? { is: 'sent' } : { is: 'unanswered' };
  });
  const contents = Array.from({ length: 200 }, (_, index) => `message ${index}`);
  for (const content of contents) {
    sender.write(writing(content));
    await settled();
    clock.pass(300);
    if (turn % 5 === 0) sender.wake();
  }
  for (let round = 0; round < 5000 && sender.get().length > 0; round += 1) {
    clock.pass(1000);
    await settled();
  }
  expect(sender.get()).toEqual([]);
  expect([...taken.values()]).toEqual(contents);
});
