import { describe, expect, it } from 'vitest';
import { Floor } from './floor.ts';

const quiet = (transaction: number) => ({ oldest: String(transaction), next: String(transaction) });

describe('the floor', () => {
  it('begins at nothing and stays there while nothing is numbered', () => {
    const floor = new Floor();
    for (let at = 1; at < 9; at += 1) floor.look(quiet(at));
    expect(floor.id).toBe(0);
  });

  it('rises to what was numbered when nobody writes any more', () => {
    const floor = new Floor();
    floor.reach(10);
    floor.look(quiet(100));
    floor.look(quiet(101));
    expect(floor.id).toBe(0);
    floor.look(quiet(102));
    expect(floor.id).toBe(10);
  });

  it('waits for a transaction that was running', () => {
    const floor = new Floor();
    floor.reach(10);
    floor.look({ oldest: '90', next: '100' });
    floor.look({ oldest: '90', next: '101' });
    floor.look({ oldest: '90', next: '150' });
    floor.look({ oldest: '100', next: '160' });
    expect(floor.id).toBe(0);
    floor.look({ oldest: '101', next: '170' });
    expect(floor.id).toBe(10);
  });

  it('does not rise to what was numbered since', () => {
    const floor = new Floor();
    floor.reach(10);
    floor.look(quiet(100));
    floor.reach(20);
    floor.look(quiet(101));
    floor.look(quiet(102));
    expect(floor.id).toBe(10);
    floor.look(quiet(103));
    floor.look(quiet(104));
    floor.look(quiet(105));
    expect(floor.id).toBe(20);
  });

  it('never falls', () => {
    const floor = new Floor();
    floor.reach(10);
    floor.reach(4);
    for (let at = 100; at < 103; at += 1) floor.look(quiet(at));
    expect(floor.id).toBe(10);
  });
});
