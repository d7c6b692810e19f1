const BAR_WIDTH = 24;
const REDRAW_MS = 100;

/** Tells how far a long work is. */
export interface Progress {
  advance(count: number): void;
  finish(): void;
}

interface Work {
  total: number;
  /** What is counted, in the plural. */
  of: string;
}

/** On a terminal a bar that moves, elsewhere a line for every tenth. */
export function createProgress(stream: NodeJS.WritableStream, work: Work): Progress {
  return 'isTTY' in stream && stream.isTTY === true ? createBar(stream, work) : createLines(stream, work);
}

function createBar(stream: NodeJS.WritableStream, { total, of }: Work): Progress {
  const began = performance.now();
  let done = 0;
  let drawn_at = Number.NEGATIVE_INFINITY;
  const draw = () => {
    drawn_at = performance.now();
    const filled = Math.round(shareOf(done, total) * BAR_WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    stream.write(`\r\u001b[K${bar} ${describe(done, { total, of }, performance.now() - began)}`);
  };
  return {
    advance(count) {
      done += count;
      if (performance.now() - drawn_at >= REDRAW_MS) draw();
    },
    finish() {
      draw();
      stream.write('\n');
    },
  };
}

function createLines(stream: NodeJS.WritableStream, { total, of }: Work): Progress {
  const began = performance.now();
  let done = 0;
  let tenths = 0;
  return {
    advance(count) {
      done += count;
      const reached = Math.floor(shareOf(done, total) * 10);
      if (reached === tenths) return;
      tenths = reached;
      stream.write(`${describe(done, { total, of }, performance.now() - began)}\n`);
    },
    finish: () => undefined,
  };
}

const shareOf = (done: number, total: number) => (total === 0 ? 1 : Math.min(1, done / total));

function describe(done: number, { total, of }: Work, elapsed_ms: number): string {
  const percent = `${Math.floor(shareOf(done, total) * 100)} %`.padStart(5);
  const rate = done / Math.max(0.001, elapsed_ms / 1000);
  const left = done < total && done > 0 ? `, ${sayTime((total - done) / rate)} left` : '';
  return `${percent}  ${sayCount(done)} of ${sayCount(total)} ${of}, ${sayCount(rate)}/s${left}`;
}

const sayCount = (count: number) => Math.round(count).toLocaleString('en-US');

function sayTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
