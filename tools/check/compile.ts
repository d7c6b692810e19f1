import { globSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand } from './command.ts';
import { complaintsAbout, readPlantedCases } from './planted.ts';
import { outcomeOf, plural, type Step } from './step.ts';
import { withFolder, writeTexts } from './temporary.ts';

interface Platform {
  name: string;
  project: string;
  sources: string[];
}

const PLATFORMS: Platform[] = [
  {
    name: 'node',
    project: 'tsconfig.json',
    sources: ['{channels,contract,client,server}/src/**/*.ts', 'tools/**/*.ts'],
  },
  {
    name: 'browser',
    project: 'tsconfig.browser.json',
    sources: [
      '{dashboard,widget}/src/**/*.{ts,tsx}',
      'channels/src/**/panel.tsx',
      'channels/src/panels.{ts,tsx}',
    ],
  },
  {
    name: 'pages',
    project: 'tsconfig.pages.json',
    sources: ['tools/browser/*.ts', '{dashboard,widget}/src/**/*.browser.ts'],
  },
];

interface Compiled {
  files: string[];
  complaints: string[];
}

/** `--listFiles` says what the compiler really read; its complaints stand among them, with a place in brackets. */
async function compile(root: string, project: string): Promise<Compiled> {
  const command = ['tsc', '--project', project, '--noEmit', '--listFiles', '--pretty', 'false'];
  const { code, answer } = await runCommand(root, command);
  const lines = answer.split('\n').filter((line) => line.trim());
  const isFile = (line: string) => line.startsWith('/') || /^[A-Z]:[\\/]/.test(line);
  const files = lines.filter(isFile).map((line) => relative(root, line.trim()));
  const complaints = lines.filter((line) => !isFile(line));
  if (code !== 0 && complaints.length === 0) complaints.push(`tsc --project ${project} ended with ${code}`);
  return { files: files.filter((path) => !/node_modules/.test(path)), complaints };
}

async function checkPlatform(root: string, { name, project, sources }: Platform): Promise<Compiled> {
  if (globSync(sources, { cwd: root }).length === 0) return { files: [], complaints: [] };
  const compiled = await compile(root, project);
  if (compiled.files.length === 0) compiled.complaints.push(`${name}: tsc looked at no file`);
  return compiled;
}

/** Inside the project, so that the planted cases find the packages that the platform's settings name. */
async function plantedComplaints(root: string, { name, project }: Platform): Promise<string[]> {
  const cases = readPlantedCases(root, 'types').filter(({ rule }) => rule === name);
  return await withFolder(
    async (folder) => {
      for (const [index, { texts }] of cases.entries()) writeTexts(join(folder, `${index}`), texts);
      const settings = { extends: join(root, project), include: ['.'], exclude: [] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
      const { files, complaints } = await compile(root, join(folder, 'tsconfig.json'));
      return complaintsAbout(cases, [name], (planted) => {
        const own = `${relative(root, folder)}/${cases.indexOf(planted)}/`;
        const isOwn = (line: string) => line.startsWith(own);
        return { looked: files.filter(isOwn).length, refused: complaints.filter(isOwn).length };
      });
    },
    join(root, 'build'),
  );
}

export const types: Step = {
  name: 'types',
  title: 'types',
  async run(root) {
    const counts: string[] = [];
    const complaints: string[] = [];
    for (const platform of PLATFORMS) {
      const compiled = await checkPlatform(root, platform);
      counts.push(`${platform.name} ${plural(compiled.files.length, 'file')}`);
      complaints.push(...compiled.complaints, ...(await plantedComplaints(root, platform)));
    }
    return outcomeOf([...counts, 'planted cases for each'].join(', '), complaints);
  },
};
