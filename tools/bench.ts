import { parseArgs } from 'node:util';
import { openBenchDesk } from './bench/desk.ts';
import { type Figures, putLoad } from './bench/load.ts';
import { type Scenario, scenariosFor } from './bench/scenarios.ts';

/*
 * Requests a second, and how long they take, beside a yardstick in the same run: a bare Fastify route with the three
 * writes of a message. `npm run bench -- --conversations 10000,100000 --seconds 8`
 */

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '10000,100000' },
    seconds: { type: 'string', default: '8' },
  },
});
const seconds = Number(values.seconds);
const CONNECTIONS = [1, 32];

const YARDSTICK: Scenario = {
  name: 'yardstick',
  method: 'POST',
  request: (turn) => ({
    path: '/message',
    body: { content: `Thank you, your order ${turn} is on its way.` },
  }),
};

const kept = new Map<string, Figures>();

function report(name: string, connections: number, figures: Figures, yardstick: Figures) {
  const share = `${Math.round((100 * figures.per_second) / yardstick.per_second)} %`;
  const failed = figures.failed > 0 ? `  ${figures.failed} FAILED` : '';
  console.log(
    `${name.padEnd(20)} ${String(connections).padStart(3)} ${figures.per_second.toFixed(0).padStart(8)} ` +
      `${String(figures.p50_ms).padStart(7)} ${String(figures.p99_ms).padStart(7)} ${share.padStart(7)}${failed}`,
  );
}

async function measure(conversations: number) {
  console.log(`\n${conversations} conversations, about ${conversations * 20} messages`);
  const desk = await openBenchDesk(conversations);
  try {
    console.log('request              con    req/s  p50 ms  p99 ms   share');
    for (const connections of CONNECTIONS) {
      const common = { connections, seconds };
      await putLoad(YARDSTICK, { base: desk.yardstick, headers: {}, connections, seconds: 2 });
      const yardstick = await putLoad(YARDSTICK, { base: desk.yardstick, headers: {}, ...common });
      report('yardstick', connections, yardstick, yardstick);
      for (const scenario of scenariosFor(desk.subjects)) {
        await putLoad(scenario, { base: desk.base, headers: desk.headers, connections, seconds: 1 });
        const figures = await putLoad(scenario, { base: desk.base, headers: desk.headers, ...common });
        kept.set(`${scenario.name} ${connections} ${conversations}`, figures);
        report(scenario.name, connections, figures, yardstick);
        if (figures.failed > 0) process.exitCode = 1;
      }
    }
  } finally {
    await desk.stop();
  }
}

/** How the middle request grows from the smallest desk to the largest. */
function compare(sizes: readonly number[]) {
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (small === undefined || large === undefined || small === large) return;
  console.log(`\np50 at ${large} against ${small} conversations`);
  for (const [key, figures] of kept) {
    if (!key.endsWith(` ${large}`)) continue;
    const before = kept.get(key.replace(/ \d+$/, ` ${small}`));
    if (before)
      console.log(`${key.replace(/ \d+$/, '').padEnd(24)} ${(figures.p50_ms / before.p50_ms).toFixed(2)} ×`);
  }
}

const sizes = values.conversations.split(',').map(Number);
for (const size of sizes) await measure(size);
compare(sizes);
