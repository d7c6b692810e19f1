import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { buildConnector } from 'undici';
import type { OutboundAllow } from './allow.ts';
import { checkAddress } from './check-url.ts';
import { untilAborted } from './deadline.ts';
import { OutboundFailed, OutboundRefused } from './errors.ts';

/** Every address of a name. Throws when it has none. */
export type Resolve = (hostname: string) => Promise<string[]>;

const resolve_timeout_ms = 10_000;
const connect_timeout_ms = 10_000;

/**
 * The connector that undici opens each socket with. It resolves once, checks every answer and connects to one of
 * those same answers, so that a name server which changes its mind in between gains nothing.
 */
export function createGuardedConnect(allow: OutboundAllow, resolve: Resolve): buildConnector.connector {
  return (options, callback) => {
    const { hostname } = options;
    const target = { hostname, port: portOf(options) };
    resolveChecked({ ...target, allow, resolve }).then(
      (addresses) => openPinned({ options, addresses, target, allow, callback }),
      (error: Error) => callback(error, null),
    );
  };
}

/** Resolves a name and throws unless every one of its addresses may be connected to. */
export async function resolveChecked(request: {
  hostname: string;
  port: number;
  allow: OutboundAllow;
  resolve: Resolve;
}): Promise<string[]> {
  const { hostname, port, allow } = request;
  const addresses = isIP(hostname) === 0 ? await resolveName(hostname, request.resolve) : [hostname];
  for (const address of addresses) {
    checkAddress(allow, { hostname, port }, address);
  }
  return addresses;
}

const lookupAll = promisify(lookup);

/** The system's resolver: hosts file and container names included. libuv gives it half of the thread pool at most. */
export async function resolveWithSystem(hostname: string): Promise<string[]> {
  const answers = await lookupAll(hostname, { all: true });
  return answers.map((answer) => answer.address);
}

async function resolveName(hostname: string, resolve: Resolve): Promise<string[]> {
  let addresses: string[] = [];
  try {
    addresses = await untilAborted(resolve(hostname), AbortSignal.timeout(resolve_timeout_ms));
  } catch (error) {
    throw new OutboundFailed('dns', noAddress(hostname), { cause: error });
  }
  if (addresses.length === 0) {
    throw new OutboundFailed('dns', noAddress(hostname));
  }
  return addresses;
}

function noAddress(hostname: string): string {
  return `The name ${hostname} has no address. Check its spelling and its DNS records.`;
}

function openPinned(request: {
  options: buildConnector.Options;
  addresses: string[];
  target: { hostname: string; port: number };
  allow: OutboundAllow;
  callback: buildConnector.Callback;
}): void {
  const { options, target, allow, callback } = request;
  const connect = buildConnector({
    lookup: answerWith(request.addresses),
    autoSelectFamily: true,
    allowH2: false,
    timeout: connect_timeout_ms,
    maxCachedSessions: 0,
  });
  connect(options, (...[error, socket]) => {
    if (error !== null) {
      callback(error, null);
      return;
    }
    try {
      checkAddress(allow, target, socket.remoteAddress ?? '');
    } catch (refusal) {
      socket.destroy();
      callback(
        refusal instanceof Error ? refusal : new OutboundRefused('private_address', String(refusal)),
        null,
      );
      return;
    }
    callback(null, socket);
  });
}

function answerWith(addresses: string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (hostname, options, callback) => {
    const [first] = answers;
    if (options.all === true) {
      callback(null, answers);
    } else if (first !== undefined) {
      callback(null, first.address, first.family);
    } else {
      callback(new Error(noAddress(hostname)), '');
    }
  };
}

function portOf(options: buildConnector.Options): number {
  return Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
}
