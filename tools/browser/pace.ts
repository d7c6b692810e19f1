import type { Browser } from 'playwright-core';

/** What a quiet machine of the reference kind, two cores of a cloud server, takes for the piece of work. */
const REFERENCE_MS = 55;

/** Medians of the same build differ by so much from run to run on a quiet machine. */
const NOISE = 1.3;

/** A time taken again and again, and how slow the machine was meanwhile. */
export interface Timed {
  /** The middle one of the times, in milliseconds. */
  median: number;
  /**
   * How many times slower than the reference this machine worked between the repeats, never less than 1, and 30 % for
   * what a median of a few repeats carries.
   */
  pace: number;
}

/**
 * Takes a time so many times, and between the repeats that of a fixed piece of browser work: elements made, styled and
 * laid out, and JSON read, on an empty page of the same browser. Limits in milliseconds are those of a quiet reference
 * machine, so a test says `expect(median).toBeLessThanOrEqual(LIMIT_MS * pace)`.
 *
 * The pace allows for a machine that is slow or has other things to do, and for nothing else: it never makes a limit
 * stricter, and the piece of work has none of our code in it, so that a change that makes the product slower makes the
 * median longer and leaves the pace as it is.
 */
export async function timed(
  browser: Browser,
  repeats: number,
  take: (repeat: number) => Promise<number>,
): Promise<Timed> {
  const page = await browser.newPage();
  const times: number[] = [];
  const works: number[] = [];
  try {
    await page.evaluate(work);
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      times.push(await take(repeat));
      works.push(await page.evaluate(work));
    }
  } finally {
    await page.close();
  }
  return { median: medianOf(times), pace: NOISE * Math.max(1, medianOf(works) / REFERENCE_MS) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The piece of work, in the page; answers how long it took in milliseconds. */
function work(): number {
  const start = performance.now();
  const list = document.createElement('div');
  list.style.width = '320px';
  for (let number = 0; number < 2000; number += 1) {
    const row = document.createElement('div');
    Object.assign(row.style, { display: 'flex', padding: '4px', borderBottom: '1px solid #ccc' });
    const words = document.createElement('span');
    words.textContent = `Line ${number} ${'and more of it '.repeat(number % 7)}`;
    row.append(words, document.createElement('b'));
    list.append(row);
  }
  document.body.append(list);
  const height = list.getBoundingClientRect().height;
  const rows = Array.from({ length: 4000 }, (_, id) => ({
    id,
    name: `Name ${id}`,
    labels: ['one', 'two'],
    height,
  }));
  const read: { id: number }[] = JSON.parse(JSON.stringify(rows));
  if (height === 0 || read.length !== rows.length) throw new Error('The work was not done');
  list.remove();
  return performance.now() - start;
}
