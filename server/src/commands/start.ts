import type { Config } from '../config.ts';
import { isEmpty } from '../features/accounts/account.ts';
import { type Desk, openDesk, type RunningServer, startServer } from '../main.ts';
import { makePassword, type SetupResult, setUp } from './setup.ts';

const STOP_MS = 9500;

/** Runs the server until it is told to stop. */
export async function start(config: Config) {
  const began = performance.now();
  const stopping = watchSignals();
  const desk = await openDesk({ config, role: 'owner' });
  let server: RunningServer | undefined;
  try {
    server = await startServer(desk);
    // Once it listens: a password that is made up must be shown, and this is the only time.
    const first = (await isEmpty(desk.services)) ? await firstStart(desk) : undefined;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(greeting(config, server.address, seconds, first));
    await stopping;
  } finally {
    await stop(desk, server);
  }
}

const SAME_SIGNAL_MS = 1000;

/**
 * Resolves at the first signal; another one ends the process at once. A terminal's Ctrl+C may arrive twice, from the
 * terminal and from npm, so what follows at once counts as the same.
 */
function watchSignals(): Promise<void> {
  return new Promise((resolve) => {
    let asked_at: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked_at !== undefined && performance.now() - asked_at > SAME_SIGNAL_MS) process.exit(1);
        asked_at ??= performance.now();
        resolve();
      });
    }
  });
}

async function stop(desk: Desk, server: RunningServer | undefined) {
  const { log } = desk.services;
  const deadline = setTimeout(() => {
    log.error('stopping took too long; leaving now');
    process.exit(1);
  }, STOP_MS);
  log.info('stopping: requests and jobs that run are finished, new ones are refused');
  await server?.stop();
  await desk.close();
  clearTimeout(deadline);
}

interface FirstStart extends SetupResult {
  email: string;
  /** Only when the desk made it up. */
  password: string | undefined;
}

async function firstStart(desk: Desk): Promise<FirstStart> {
  const { admin_email: email, admin_password } = desk.services.config;
  const password = admin_password ?? makePassword();
  const made = await setUp(desk.services, { account: 'Porchlight', name: 'Administrator', email, password });
  return { ...made, email, password: admin_password === undefined ? password : undefined };
}

function greeting(config: Config, address: string, seconds: string, first: FirstStart | undefined): string {
  const url = config.port === 0 ? address : config.frontend_url;
  const ready = `Porchlight is ready at ${url} (started in ${seconds} s). Press Ctrl+C to stop it.`;
  if (!first) return `\n${ready}\n`;
  return `
${ready}

Sign in
  e-mail    ${first.email}
  password  ${first.password ?? 'the one in ADMIN_PASSWORD'}${first.password ? '   (shown this once; keep it)' : ''}

Or go on with curl
  export CHATWOOT_BASE_URL=${url}
  export CHATWOOT_ACCOUNT_ID=${first.account_id}
  export CHATWOOT_API_TOKEN=${first.api_access_token}
`;
}
