import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { createPlatformApp } from './commands/platform-app.ts';
import { makePassword, setUp } from './commands/setup.ts';
import { start } from './commands/start.ts';
import { ConfigError, readProcessConfig } from './config.ts';
import type { Services } from './context.ts';
import { openDesk } from './main.ts';
import { VERSION } from './place.ts';
import { DataDirectoryInUse, EmbeddedDatabaseError } from './platform/database/embedded/embedded.ts';
import { createLog } from './platform/log/log.ts';
import { Refusal } from './platform/refusal.ts';

const program = new Command('porchlight')
  .description(
    'A self-hosted customer-support desk. Settings come from the environment; the README lists them.',
  )
  .version(VERSION)
  .exitOverride()
  .showHelpAfterError('Run it with --help to see what it takes.');

program
  .command('start')
  .description('run the server: database, migrations, API, pages and jobs in one process')
  .action(() => start(readProcessConfig()));

program
  .command('migrate')
  .description('bring the tables of the database up to date, and stop')
  .action(() => withServices(async () => console.log('The database is up to date.')));

program
  .command('setup')
  .description(
    'make an account with its administrator and inboxes; may be run again, before the server runs and beside it',
  )
  .option('--account <name>', 'name of the account (needed)')
  .option('--name <name>', 'name of the administrator (needed)')
  .option('--email <address>', 'e-mail address of the administrator (needed)')
  .option('--password <password>', 'password of the administrator; made up and shown when left out')
  .option('--json', 'print one JSON object and nothing else')
  .action(({ json, password, account = '', name = '', email = '' }: SetupFlags, command: Command) => {
    need(command, { account, name, email });
    return withServices(async (services) => {
      const chosen = password ?? makePassword();
      const result = await setUp(services, { account, name, email, password: chosen });
      print(password === undefined ? { ...result, password: chosen } : result, json);
    });
  });

const platformApp = program.command('platform-app').description('programs that make accounts and users');
platformApp
  .command('create')
  .description('make a platform app and show its access token, this once')
  .option('--name <name>', 'name of the app (needed)')
  .option('--json', 'print one JSON object and nothing else')
  .action(({ name = '', json }: { name?: string; json?: boolean }, command: Command) => {
    need(command, { name });
    return withServices(async (services) => print(await createPlatformApp(services, name), json));
  });

program
  .command('demo')
  .description('fill an account with realistic contacts, conversations and messages')
  .addOption(count('--conversations <count>', 'conversations to make', 200))
  .addOption(count('--messages-per <count>', 'messages in each conversation, on average', 20))
  .addOption(count('--contacts <count>', 'contacts to make', 150))
  .option('--account-id <id>', 'account to fill; the first one when left out', wholeNumber)
  .option('--seed <number>', 'the same seed makes the same people and words', wholeNumber, 1)
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: DemoFlags) =>
    withServices(async (services) => {
      const { fillDemo } = await import('./commands/demo.ts');
      const { json, ...options } = flags;
      print(await fillDemo(services, { ...options, progress: process.stderr }), json);
    }),
  );

interface SetupFlags {
  account?: string;
  name?: string;
  email?: string;
  password?: string;
  json?: boolean;
}

interface DemoFlags {
  conversations: number;
  messagesPer: number;
  contacts: number;
  accountId?: number;
  seed: number;
  json?: boolean;
}

/** Refuses a command without what it needs; done here so that a misspelt flag is named first. */
function need(command: Command, options: Record<string, string>) {
  const missing = Object.entries(options).filter(([, value]) => value.trim() === '');
  if (missing.length === 0) return;
  command.error(`error: ${missing.map(([name]) => `--${name}`).join(', ')} must be given`);
}

function count(flags: string, description: string, standard: number): Option {
  return new Option(flags, description).default(standard).argParser(wholeNumber);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

/** Commands say what went wrong themselves; the log only speaks up for more. */
async function withServices(run: (services: Services) => Promise<void>) {
  const config = readProcessConfig();
  const log = createLog(process.stdout.isTTY ? 'warn' : 'error');
  const desk = await openDesk({ config, role: 'guest', log });
  try {
    await run(desk.services);
  } finally {
    await desk.close();
  }
}

function print(result: object, json = false) {
  if (json) return console.log(JSON.stringify(result));
  const width = Math.max(...Object.keys(result).map((key) => key.length));
  for (const [key, value] of Object.entries(result)) console.log(`${key.padEnd(width)}  ${String(value)}`);
}

/** Runs a command line; answers the exit code. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    console.error(sentenceOf(error));
    return 1;
  }
}

/** What the operator can act on is one sentence; anything else is shown whole. */
function sentenceOf(error: unknown): string {
  const known = [ConfigError, DataDirectoryInUse, EmbeddedDatabaseError, Refusal];
  if (known.some((kind) => error instanceof kind)) return `Porchlight: ${(error as Error).message}`;
  return `Porchlight stopped on an error:\n${error instanceof Error ? error.stack : String(error)}`;
}
