import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildDashboard } from '../build/dashboard.ts';
import { buildWidget } from '../build/widget.ts';
import { budgetsOf, judge, type Manifest } from './budgets/budgets.ts';
import { pageBudgets } from './budgets/dashboard.ts';
import { outcomeOf, plural, type Step } from './step.ts';

const FOLDER = 'build/widget';
const MANIFEST = 'window/.vite/manifest.json';
const LANGUAGES_MIN = 2;

/** A file that is not there weighs nothing, which no budget accepts. */
function weightsIn(folder: string): (file: string) => number {
  return (file) => {
    const path = join(folder, file);
    return existsSync(path) ? gzipSync(readFileSync(path), { level: 9 }).length : 0;
  };
}

export const budgets: Step = {
  name: 'budgets',
  title: 'bytes and requests of the widget and of the dashboard',
  async run(root) {
    await buildWidget(root);
    const folder = join(root, FOLDER);
    const weigh = weightsIn(folder);
    const manifest: Manifest = existsSync(join(folder, MANIFEST))
      ? JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'))
      : {};
    const all = budgetsOf(manifest, weigh);
    const complaints = all.flatMap((budget) => judge(budget, weigh));
    const parts = Object.keys(manifest).length;
    if (parts === 0) complaints.push(`${FOLDER}/${MANIFEST} names no part of the chat`);
    const languages = all.filter(({ name }) => name.startsWith('the language')).length;
    if (languages < LANGUAGES_MIN) complaints.push('no language of the chat was found');
    const [loader = 0, opening = 0] = [weigh('sdk.js'), bytesOf(all[2]?.files ?? [], weigh)];
    const pages = await judgePages(root);
    complaints.push(...pages.complaints);
    const counted = `${plural(parts, 'part')}, ${plural(all.length, 'budget')}, loader ${loader} bytes, first opening ${opening} bytes; ${pages.counted}`;
    return outcomeOf(counted, complaints);
  },
};

const bytesOf = (files: string[], weigh: (file: string) => number) =>
  files.reduce((sum, file) => sum + weigh(file), 0);

const PAGES = 'build/dashboard';
const PAGES_MANIFEST = '.vite/manifest.json';

/** Builds the dashboard and weighs what its first page loads, and every other part. */
async function judgePages(root: string) {
  await buildDashboard(root);
  const folder = join(root, PAGES);
  const weigh = weightsIn(folder);
  const path = join(folder, PAGES_MANIFEST);
  const manifest: Manifest = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const all = pageBudgets(manifest, weigh);
  const bytes = bytesOf(all[0]?.files ?? [], weigh);
  return {
    complaints: all.flatMap((budget) => judge(budget, weigh)),
    counted: `${plural(all.length, 'budget')} of the dashboard, inbox ${bytes} bytes of script`,
  };
}
