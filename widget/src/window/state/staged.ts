import { signal } from '@preact/signals';
import { mayAttach } from './settings.ts';

/** Files that go with the next message, and what is wrong with those that do not. */
export const staged = signal<readonly File[]>([]);
export const problems = signal<readonly string[]>([]);

/** Takes files that were chosen, pasted or dropped. */
export async function stage(files: readonly File[]) {
  if (!mayAttach.value || files.length === 0) return;
  // What is chosen now must be kept later, when there may be no connection to load how.
  const [{ judge }] = await Promise.all([import('./file-rules.ts'), import('./kept-files.ts')]);
  const judged = judge(files, staged.value.length);
  staged.value = [...staged.value, ...judged.good];
  problems.value = judged.problems;
}

export function unstage(file: File) {
  staged.value = staged.value.filter((each) => each !== file);
}

export function clearStaged() {
  staged.value = [];
  problems.value = [];
}
