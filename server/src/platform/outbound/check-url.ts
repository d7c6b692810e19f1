import { isIP } from 'node:net';
import { isMetadataAddress, parseAddress } from './address.ts';
import { isAddressAllowed, isHostAllowed, isListedAddress, type OutboundAllow } from './allow.ts';
import { OutboundRefused } from './errors.ts';

export type Target = {
  /** Without userinfo, fragment and the trailing dot of its host. */
  url: URL;
  /** Lower case, no brackets: what is resolved, or an address. */
  hostname: string;
  port: number;
  /** The `Basic` value that the URL's userinfo stands for. */
  authorization: string | undefined;
};

/** What can be said of a URL without asking DNS: a sentence why it is refused, or nothing. */
export function checkUrl(url: string, allow: OutboundAllow): string | undefined {
  try {
    parseTarget(url, allow);
    return undefined;
  } catch (error) {
    if (error instanceof OutboundRefused) {
      return error.message;
    }
    throw error;
  }
}

export function parseTarget(text: string, allow: OutboundAllow): Target {
  const url = parseUrl(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutboundRefused(
      'scheme',
      'Only http and https URLs can be requested. Write one that begins with https://.',
    );
  }
  const authorization = takeUserinfo(url);
  url.hash = '';
  if (url.hostname.endsWith('.')) {
    url.hostname = url.hostname.replace(/\.+$/, '');
  }
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? defaultPort(url) : Number(url.port);
  checkName(hostname, port, allow);
  checkLiteralAddress(hostname, port, allow);
  checkPort(hostname, port, allow);
  return { url, hostname, port, authorization };
}

/** Throws unless a connection for this host and port may go to this address. */
export function checkAddress(
  allow: OutboundAllow,
  target: { hostname: string; port: number },
  text: string,
): void {
  const { hostname, port } = target;
  const address = parseAddress(text);
  if (address !== undefined && isAddressAllowed(allow, { hostname, port, address })) {
    return;
  }
  if (address !== undefined && isMetadataAddress(address)) {
    throw new OutboundRefused(
      'metadata_address',
      `${hostname} leads to the metadata service of this machine, which is never requested. Use another host.`,
      text,
    );
  }
  throw new OutboundRefused(
    'private_address',
    `${hostname} is at a private or reserved address. Use a public one, or ask the operator to list ${hostname} in OUTBOUND_ALLOW.`,
    text,
  );
}

function parseUrl(text: string): URL {
  // The parser drops tabs and line breaks silently, so that what was checked by eye is not what is sent.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse.
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\]/.test(text)) {
    throw new OutboundRefused('url', 'The URL has a space, backslash or control character in it. Remove it.');
  }
  const url = URL.parse(text);
  if (url === null || url.hostname.replace(/\.+$/, '') === '') {
    throw new OutboundRefused('url', 'This is not a whole URL. Write one like https://example.com/path.');
  }
  return url;
}

function defaultPort(url: URL): number {
  return url.protocol === 'https:' ? 443 : 80;
}

function takeUserinfo(url: URL): string | undefined {
  if (url.username === '' && url.password === '') {
    return undefined;
  }
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  url.username = '';
  url.password = '';
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign is a legal part of a password.
    return text;
  }
}

function checkName(hostname: string, port: number, allow: OutboundAllow): void {
  if (
    /^(.*\.)?(localhost|localhost\.localdomain|ip6-localhost|ip6-loopback)$/.test(hostname) &&
    !isHostAllowed(allow, hostname, port)
  ) {
    throw new OutboundRefused(
      'local_name',
      `${hostname} is this machine itself. Use a public host, or ask the operator to list ${hostname} in OUTBOUND_ALLOW.`,
    );
  }
}

function checkLiteralAddress(hostname: string, port: number, allow: OutboundAllow): void {
  if (isIP(hostname) !== 0) {
    checkAddress(allow, { hostname, port }, hostname);
  }
}

// Services that a browser never speaks HTTP to (WHATWG's bad ports), and stores that would obey our bytes.
const refusedPorts = new Set([
  1719, 1720, 1723, 2049, 2375, 2376, 2379, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665,
  6666, 6667, 6668, 6669, 6679, 6697, 10080, 10250, 11211, 27017,
]);

function checkPort(hostname: string, port: number, allow: OutboundAllow): void {
  const isUsual = port === 80 || port === 443 || (port >= 1024 && !refusedPorts.has(port));
  if (isUsual || isHostAllowed(allow, hostname, port)) {
    return;
  }
  const address = parseAddress(hostname);
  if (address === undefined || !isListedAddress(allow, address, port)) {
    throw new OutboundRefused(
      'port',
      `Port ${port} of ${hostname} is not one that web servers use. Use another, or ask the operator to list ${hostname}:${port} in OUTBOUND_ALLOW.`,
    );
  }
}
