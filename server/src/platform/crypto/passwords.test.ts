import { describe, expect, it } from 'vitest';
import { digestPassword, passwordFault, passwordFits } from './passwords.ts';

const PASSWORD = 'Correct-Horse-1';

it('a password fits its digest', async () => {
  expect(await passwordFits(await digestPassword(PASSWORD), PASSWORD)).toBe(true);
});

it.each(['correct-horse-1', 'Correct-Horse-1 ', 'Correct-Horse-', ''])(
  '"%s" does not fit it',
  async (other) => {
    expect(await passwordFits(await digestPassword(PASSWORD), other)).toBe(false);
  },
);

it.each([null, undefined])(
  'nothing fits when there is no digest (%s), not even the decoy',
  async (digest) => {
    expect(await passwordFits(digest, 'nobody has this password')).toBe(false);
  },
);

it('the same password has a different digest each time', async () => {
  expect(await digestPassword(PASSWORD)).not.toBe(await digestPassword(PASSWORD));
});

it('a digest is argon2id with 19 MiB, two passes and one lane', async () => {
  expect(await digestPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('looking for a password where there is none takes as long as checking one', async () => {
  const digest = await digestPassword(PASSWORD);
  await passwordFits(null, 'warm up');
  const time = async (against: string | null) => {
    const from = performance.now();
    for (let count = 0; count < 5; count += 1) await passwordFits(against, 'Wrong-Horse-1');
    return performance.now() - from;
  };
  expect(await time(null)).toBeGreaterThan((await time(digest)) / 4);
});

describe('a new password', () => {
  it.each(['Aa1!aa', `Aa1!${'x'.repeat(124)}`, 'Äß9-äöü', PASSWORD, 'Aa1 aa-'])(
    '"%s" is taken',
    (password) => {
      expect(passwordFault(password)).toBeUndefined();
    },
  );

  it.each([
    ['Aa1!a', 'is too short (minimum is 6 characters)'],
    [`Aa1!${'x'.repeat(125)}`, 'is too long (maximum is 128 characters)'],
    ['aaa1!a', 'must contain a capital letter'],
    ['AAA1!A', 'must contain a small letter'],
    ['Aaaa!a', 'must contain a digit'],
    ['Aaaa1a', 'must contain a sign such as ! or -'],
    ['aaaaaa', 'must contain a capital letter, a digit, a sign such as ! or -'],
  ])('"%s" %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });
});
