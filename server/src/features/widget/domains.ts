import { domainToASCII } from 'node:url';

/** A place from which a website inbox may be used, as frame-ancestors of a Content-Security-Policy names it. */
interface Domain {
  /** Absent: https, and http too where the desk itself is reached by http. */
  scheme: string | undefined;
  host: string;
  /** Any subdomain of the host, and not the host itself. */
  is_wildcard: boolean;
  /** Absent: the usual one of the scheme; `*`: every one. */
  port: string | undefined;
}

const ENTRY = /^(?:(https?):\/\/)?(\*\.)?([^\s/:*?#@;,'"]+)(?::(\d{1,5}|\*))?(?:\/.*)?$/i;

/** The domains that an inbox names, without the entries that are none; nothing when all are welcome. */
export function readDomains(allowed_domains: unknown): Domain[] | undefined {
  const entries = typeof allowed_domains === 'string' ? allowed_domains.split(/[\s,]+/).filter(Boolean) : [];
  if (entries.length === 0 || entries.includes('*')) return undefined;
  return entries.flatMap((entry) => readDomain(entry) ?? []);
}

function readDomain(entry: string): Domain | undefined {
  const [, scheme, wildcard, name = '', port] = ENTRY.exec(entry) ?? [];
  const host = domainToASCII(name);
  if (!/^[a-z0-9_.-]+$/.test(host)) return undefined;
  return { scheme: scheme?.toLowerCase(), host, is_wildcard: wildcard !== undefined, port };
}

/** The same as a policy writes it. */
export function sourceOf({ scheme, host, is_wildcard, port }: Domain): string {
  return `${scheme ? `${scheme}://` : ''}${is_wildcard ? '*.' : ''}${host}${port ? `:${port}` : ''}`;
}

/** Tells whether a page of this origin may use the inbox, as a browser would with such a policy of the desk. */
export function isAllowedOrigin(origin: string, domains: readonly Domain[], desk_url: string): boolean {
  const page = URL.parse(origin);
  if (!page) return false;
  return domains.some(
    (domain) =>
      fitsScheme(domain, page.protocol, desk_url) &&
      fitsHost(domain, page.hostname) &&
      fitsPort(domain, page),
  );
}

// What is named by http may come by https too.
function fitsScheme({ scheme }: Domain, protocol: string, desk_url: string): boolean {
  if (protocol === 'https:') return true;
  return protocol === 'http:' && (scheme ?? new URL(desk_url).protocol.slice(0, -1)) === 'http';
}

const fitsHost = ({ host, is_wildcard }: Domain, hostname: string) =>
  is_wildcard ? hostname.endsWith(`.${host}`) : hostname === host;

const USUAL_PORT: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function fitsPort({ port, scheme }: Domain, page: URL): boolean {
  const usual = USUAL_PORT[page.protocol];
  const actual = page.port || usual;
  if (port === undefined) return actual === usual;
  return port === '*' || port === actual || (port === '80' && actual === '443' && scheme !== 'https');
}
