import { expect, test } from 'vitest';
import { Cable, type CableListener, type Connection } from './cable.ts';
import type { Places } from './frames.ts';
import { HandClock } from './hand-clock.ts';

const IDENTIFIER = { channel: 'RoomChannel', pubsub_token: 'tk', account_id: 1, user_id: 2 };

function openCable(places?: Places, since?: number) {
  const clock = new HandClock();
  const sockets: { listener: CableListener; sent: Record<string, unknown>[]; isClosed: boolean }[] = [];
  const heard: string[] = [];
  const standings: Connection[] = [];
  let gaps = 0;
  const cable = new Cable({
    identifier: IDENTIFIER,
    clock,
    random: () => 1,
    places,
    since,
    open: (_protocols, listener) => {
      const socket = { listener, sent: [] as Record<string, unknown>[], isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.isClosed = true;
        },
      };
    },
    onEvent: ({ event }) => heard.push(event),
    onConnection: (connection) => standings.push(connection),
    onGap: () => {
      gaps += 1;
    },
  });
  cable.connect();
  const say = (frame: object) => sockets.at(-1)?.listener.message(JSON.stringify(frame));
  const settle = () => {
    say({ type: 'welcome' });
    say({ identifier: JSON.stringify(IDENTIFIER), type: 'confirm_subscription' });
  };
  const tell = (event: string, offset: number) =>
    say({ message: { event, data: { account_id: 1 } }, stream_id: 's', epoch: 'e', offset });
  return { cable, clock, sockets, heard, standings, say, settle, tell, gaps: () => gaps };
}

const sentBy = (socket: { sent: Record<string, unknown>[] } | undefined, command: string) =>
  socket?.sent.filter((each) => each.command === command) ?? [];

test('it subscribes once welcomed, with the identifier as it is', () => {
  const { sockets, settle, standings } = openCable();
  settle();
  expect(sockets[0]?.sent).toEqual([{ command: 'subscribe', identifier: JSON.stringify(IDENTIFIER) }]);
  expect(standings).toEqual([{ is: 'open' }]);
});

test('a connection that says nothing is given up within ten seconds and opened again', () => {
  const { clock, sockets, settle, standings, say } = openCable();
  settle();
  clock.pass(6000);
  say({ type: 'ping', message: 1 });
  clock.pass(6000);
  expect(sockets).toHaveLength(1);
  clock.pass(4000);
  expect(sockets[0]?.isClosed).toBe(true);
  expect(standings.at(-1)).toMatchObject({ is: 'lost' });
  expect(sockets.length).toBeGreaterThan(1);
});

test('a connection that speaks and does not let us in is opened again', () => {
  const { clock, sockets, settle, standings, say } = openCable();
  settle();
  sockets.at(-1)?.listener.closed();
  clock.pass(1000);
  expect(sockets).toHaveLength(2);
  // The welcome was lost on the way.
  for (let second = 0; second < 12; second += 3) {
    say({ type: 'ping', message: second });
    clock.pass(3000);
  }
  expect(sockets[1]?.isClosed).toBe(true);
  expect(sockets.length).toBeGreaterThan(2);
  settle();
  expect(standings.at(-1)).toEqual({ is: 'open' });
  for (let second = 0; second < 60; second += 3) {
    say({ type: 'ping', message: second });
    clock.pass(3000);
  }
  expect(standings.at(-1)).toEqual({ is: 'open' });
});

test('attempts come further and further apart, thirty seconds at most', () => {
  const { clock, sockets } = openCable();
  const gaps_ms: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const lost_at = clock.now();
    const count = sockets.length;
    sockets.at(-1)?.listener.closed();
    while (sockets.length === count) clock.pass(100);
    gaps_ms.push(clock.now() - lost_at);
  }
  expect(gaps_ms.slice(0, 3)).toEqual([500, 1000, 2000]);
  expect(Math.max(...gaps_ms)).toBe(30_000);
});

test('since when there is no connection does not begin anew with each attempt', () => {
  const { clock, sockets, settle, standings } = openCable();
  settle();
  sockets.at(-1)?.listener.closed();
  const first = standings.at(-1);
  clock.pass(600);
  sockets.at(-1)?.listener.closed();
  expect(standings.at(-1)).toEqual(first);
});

test('who comes back names the place that was seen last, and misses nothing', () => {
  const { clock, sockets, settle, tell, say, heard, gaps } = openCable();
  settle();
  expect(gaps()).toBe(1);
  tell('message.created', 41);
  tell('message.updated', 42);
  sockets.at(-1)?.listener.closed();
  clock.pass(1000);
  settle();
  expect(sockets.at(-1)?.sent[0]).toMatchObject({ history: { streams: { s: { epoch: 'e', offset: 42 } } } });
  tell('conversation.updated', 43);
  say({ type: 'confirm_history' });
  expect(heard).toEqual(['message.created', 'message.updated', 'conversation.updated']);
  expect(gaps()).toBe(1);
});

test('a place that the desk does not know any more is a gap, and is not named again', () => {
  const { sockets, clock, settle, say, gaps } = openCable({ s: { epoch: 'old', offset: 7 } });
  settle();
  expect(sockets[0]?.sent[0]).toHaveProperty('history');
  expect(gaps()).toBe(0);
  say({ type: 'reject_history' });
  expect(gaps()).toBe(1);
  sockets.at(-1)?.listener.closed();
  clock.pass(1000);
  settle();
  expect(sockets.at(-1)?.sent[0]).not.toHaveProperty('history');
});

test('what was read before the first connection is whole by what the desk sends since then', () => {
  const { sockets, clock, settle, tell, say, heard, gaps } = openCable(undefined, 1_700_000_000);
  settle();
  expect(sockets[0]?.sent[0]).toMatchObject({ history: { since: 1_700_000_000 } });
  tell('message.created', 41);
  say({ type: 'confirm_history' });
  expect([heard, gaps()]).toEqual([['message.created'], 0]);
  sockets.at(-1)?.listener.closed();
  clock.pass(1000);
  settle();
  expect(sockets.at(-1)?.sent[0]).toMatchObject({ history: { streams: { s: { epoch: 'e', offset: 41 } } } });
});

test('a beginning that the desk does not keep any more is a gap', () => {
  const { settle, say, gaps } = openCable(undefined, 1_700_000_000);
  settle();
  say({ type: 'reject_history' });
  expect(gaps()).toBe(1);
});

test('it says every twenty seconds that somebody is here, and only while connected', () => {
  const { clock, sockets, settle, say } = openCable();
  settle();
  for (let second = 0; second < 61; second += 3) {
    say({ type: 'ping', message: second });
    clock.pass(3000);
  }
  expect(sentBy(sockets[0], 'message')).toHaveLength(3);
  expect(sentBy(sockets[0], 'message')[0]).toMatchObject({ data: '{"action":"update_presence"}' });
});

test.each([
  { type: 'reject_subscription' },
  { type: 'disconnect', reason: 'unauthorized', reconnect: false },
])('it does not come back by itself when it is refused by %o', (frame) => {
  const { clock, sockets, say, standings } = openCable();
  say({ type: 'welcome' });
  say(frame);
  expect(standings.at(-1)).toEqual({ is: 'refused' });
  clock.pass(120_000);
  expect(sockets).toHaveLength(1);
});

test('it comes back when the desk stops for a while', () => {
  const { clock, sockets, settle, say } = openCable();
  settle();
  say({ type: 'disconnect', reason: 'server_restart', reconnect: true });
  clock.pass(1000);
  expect(sockets).toHaveLength(2);
});

test('whoever left hears and asks nothing more', () => {
  const { cable, clock, sockets, settle, heard } = openCable();
  settle();
  cable.stop();
  sockets[0]?.listener.message(JSON.stringify({ message: { event: 'x', data: { account_id: 1 } } }));
  clock.pass(120_000);
  expect(heard).toEqual([]);
  expect(sockets).toHaveLength(1);
});
