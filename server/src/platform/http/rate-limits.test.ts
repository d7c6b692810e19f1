import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { echoRoute, openEchoServer } from './fixtures/echo-server.ts';
import { createRateLimits, isThisMachine, memoryCounters, noRateLimits } from './rate-limits.ts';

function openLimits() {
  const clock = { time: 1_767_300_000_000 };
  const limits = createRateLimits(memoryCounters(() => new Date(clock.time)));
  const take = async (key = 'key', max = 3) => {
    try {
      await limits.take(key, max, 60);
      return 'taken';
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  };
  return { clock, take };
}

describe('a limit', () => {
  it('lets as many through as it says', async () => {
    const { take } = openLimits();
    expect([await take(), await take(), await take()]).toEqual(['taken', 'taken', 'taken']);
  });

  it('refuses the next, and says in how many seconds to come back', async () => {
    const { take, clock } = openLimits();
    for (let count = 0; count < 3; count += 1) await take();
    clock.time += 20_000;
    expect(await take()).toMatchObject({ code: 'too_many_requests', retry_after: 40 });
  });

  it('never says to come back at once', async () => {
    const { take, clock } = openLimits();
    for (let count = 0; count < 3; count += 1) await take();
    clock.time += 59_999;
    expect(await take()).toMatchObject({ retry_after: 1 });
  });

  it('lets through again when its time is over', async () => {
    const { take, clock } = openLimits();
    for (let count = 0; count < 4; count += 1) await take();
    clock.time += 60_000;
    expect(await take()).toBe('taken');
  });

  it('is not longer for those who keep trying', async () => {
    const { take, clock } = openLimits();
    for (let count = 0; count < 10; count += 1) {
      await take();
      clock.time += 6000;
    }
    expect(await take()).toBe('taken');
  });

  it('counts each key for itself', async () => {
    const { take } = openLimits();
    for (let count = 0; count < 4; count += 1) await take('one');
    expect(await take('other')).toBe('taken');
  });

  it('holds for requests that arrive at the same time', async () => {
    const { take } = openLimits();
    const results = await Promise.all(Array.from({ length: 10 }, () => take()));
    expect(results.filter((result) => result === 'taken')).toHaveLength(3);
  });

  it('forgets the oldest keys when there are very many, and not the newest', async () => {
    const { take } = openLimits();
    for (let count = 0; count < 3; count += 1) await take('old');
    for (let key = 0; key < 100_000; key += 1) await take(`key ${key}`, 1);
    expect(await take('old')).toBe('taken');
    expect(await take('key 99999', 1)).toBeInstanceOf(Refusal);
  });
});

it('without limits everything is let through', async () => {
  for (let count = 0; count < 10; count += 1) await noRateLimits.take('key', 1, 60);
});

describe('this machine', () => {
  const ask = async (remoteAddress: string, headers = {}, trusted_proxies: string[] = []) => {
    const seen: boolean[] = [];
    const app = await openEchoServer([echoRoute({ method: 'GET' })], {
      trusted_proxies,
      admit: async (request) => void seen.push(isThisMachine(request as never)),
    });
    await app.inject({ url: '/echo', remoteAddress, headers });
    await app.close();
    return seen[0];
  };

  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('is %s', async (address) => {
    expect(await ask(address)).toBe(true);
  });

  it.each(['10.0.0.1', '128.0.0.1', '::2', '::ffff:10.0.0.1', '1.127.0.0'])('is not %s', async (address) => {
    expect(await ask(address)).toBe(false);
  });

  it.each([{ 'x-forwarded-for': '127.0.0.1' }, { 'x-forwarded-for': '' }, { forwarded: 'for=127.0.0.1' }])(
    'is not a proxy on it that speaks for somebody else: %j',
    async (headers) => {
      expect(await ask('127.0.0.1', headers)).toBe(false);
    },
  );

  it('is not whoever a trusted proxy says it is', async () => {
    expect(await ask('10.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, ['10.0.0.1'])).toBe(false);
  });
});

describe('the address of a client', () => {
  const addressOf = async (remoteAddress: string, forwarded: string, trusted_proxies: string[]) => {
    const seen: string[] = [];
    const app = await openEchoServer([echoRoute({ method: 'GET' })], {
      trusted_proxies,
      admit: async (request) => void seen.push(request.ip),
    });
    await app.inject({ url: '/echo', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
    await app.close();
    return seen[0];
  };

  it('is told by a trusted proxy', async () => {
    expect(await addressOf('10.0.0.1', '203.0.113.5', ['10.0.0.0/8'])).toBe('203.0.113.5');
  });

  it('is not told by anybody else', async () => {
    expect(await addressOf('198.51.100.1', '203.0.113.5', ['10.0.0.0/8'])).toBe('198.51.100.1');
  });

  it('is not told by the client through a trusted proxy', async () => {
    expect(await addressOf('10.0.0.1', '1.1.1.1, 203.0.113.5', ['10.0.0.0/8'])).toBe('203.0.113.5');
  });

  it('is the address of the connection when no proxy is trusted', async () => {
    expect(await addressOf('10.0.0.1', '203.0.113.5', [])).toBe('10.0.0.1');
  });
});
