import { expect, test } from 'vitest';
import { watchDiskSpace } from './disk-space.ts';

function watched(free: { bytes: number }) {
  let time = 0;
  let looks = 0;
  const space = watchDiskSpace({
    directory: '/',
    free_min_bytes: 100,
    now: () => new Date(time),
    readFree: async () => {
      looks += 1;
      return free.bytes;
    },
  });
  return { space, looks: () => looks, wait: (ms: number) => (time += ms) };
}

test('writes are refused while there is too little room, and taken again when there is enough', async () => {
  const free = { bytes: 100 };
  const { space, wait } = watched(free);
  await space.refuseWhenFull();
  free.bytes = 99;
  wait(500);
  await expect(space.refuseWhenFull()).rejects.toMatchObject({ code: 'storage_full' });
  free.bytes = 100;
  wait(500);
  await space.refuseWhenFull();
});

test('the disk is asked at most twice a second', async () => {
  const { space, looks, wait } = watched({ bytes: 1000 });
  for (let request = 0; request < 100; request += 1) {
    await space.refuseWhenFull();
    wait(10);
  }
  expect(looks()).toBe(2);
});

test('a disk that cannot be asked refuses nothing', async () => {
  const directory = '/nowhere/at/all';
  await watchDiskSpace({ directory, free_min_bytes: 1, now: () => new Date(0) }).refuseWhenFull();
});
