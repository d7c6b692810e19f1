import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Far above any honest run: a step that hangs must end as a failure, not as a machine that somebody has to look for. */
const TIMEOUT_MS = 30 * 60 * 1000;
const STREAMS: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];

export interface CommandResult {
  code: number;
  /** Everything that the program printed, as it came. */
  output: string;
  /** Standard output alone: for machines to read, since the two streams may meet in the middle of a line. */
  answer: string;
}

/**
 * Runs a program of this project and keeps what it prints. Programs of `node_modules/.bin` come first, as they do
 * under `npm run`. Standard input is closed, so that nothing can wait for an answer.
 */
export function runCommand(
  root: string,
  command: string[],
  environment: Record<string, string> = {},
): Promise<CommandResult> {
  const [program = '', ...words] = command;
  const env = { ...environmentOf(root), ...environment };
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: root, env, stdio: STREAMS, timeout: TIMEOUT_MS });
    const all: Buffer[] = [];
    const answered: Buffer[] = [];
    const finish = (code: number, last: string) =>
      resolve({ code, output: textOf(all) + last, answer: textOf(answered) });
    child.stdout.on('data', (chunk: Buffer) => all.push(chunk) && answered.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    child.on('error', (error) => finish(127, `${program} did not start: ${error.message}\n`));
    child.on('close', (code, signal) =>
      finish(code ?? 1, signal ? `${program} was ended by ${signal}\n` : ''),
    );
  });
}

function environmentOf(root: string): NodeJS.ProcessEnv {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: path, NO_COLOR: '1' };
  // Colours asked for by the terminal around us would end up between the numbers that the steps read.
  delete env.FORCE_COLOR;
  return env;
}

function textOf(chunks: Buffer[]): string {
  return stripVTControlCharacters(Buffer.concat(chunks).toString());
}
