import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import {
  type Address,
  embeddedAddresses,
  inNetwork,
  isMetadataAddress,
  isPublicAddress,
  parseAddress,
} from './address.ts';

type AllowEntry =
  | { kind: 'host'; hostname: string; port: number | undefined }
  | { kind: 'network'; network: [Address, number]; port: number | undefined };

/** What the operator opened beyond the public internet. Make it with `parseOutboundAllow`. */
export type OutboundAllow = readonly AllowEntry[];

/**
 * Reads OUTBOUND_ALLOW: host names, addresses (both with or without a port) and CIDR ranges, divided by commas
 * or spaces. A host name opens whatever that name resolves to, except instance metadata.
 */
export function parseOutboundAllow(text: string): OutboundAllow {
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

/** Whether the operator named this host, so that it needs no public address and no usual port. */
export function isHostAllowed(allow: OutboundAllow, hostname: string, port: number): boolean {
  return allow.some((entry) => entry.kind === 'host' && entry.hostname === hostname && isPort(entry, port));
}

/** Whether a connection to `address` may be opened for a URL that names `hostname` and `port`. */
export function isAddressAllowed(
  allow: OutboundAllow,
  target: { hostname: string; port: number; address: Address },
): boolean {
  if (isMetadataAddress(target.address)) {
    return false;
  }
  if (isPublicAddress(target.address) || isHostAllowed(allow, target.hostname, target.port)) {
    return true;
  }
  // Opening a NAT64 or 6to4 range must not open every private address behind its gateway.
  return (
    isListedAddress(allow, target.address, target.port) &&
    embeddedAddresses(target.address).every((address) => isAddressAllowed(allow, { ...target, address }))
  );
}

export function isListedAddress(allow: OutboundAllow, address: Address, port: number): boolean {
  return allow.some(
    (entry) => entry.kind === 'network' && inNetwork(address, entry.network) && isPort(entry, port),
  );
}

function isPort(entry: AllowEntry, port: number): boolean {
  return entry.port === undefined || entry.port === port;
}

function parseEntry(entry: string): AllowEntry {
  if (entry.includes('/')) {
    return { kind: 'network', network: parseNetwork(entry), port: undefined };
  }
  if (isIP(entry) !== 0) {
    return { kind: 'network', network: singleAddress(entry, entry), port: undefined };
  }
  const [, host = '', portText] = /^(\[[^\]]*\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  const port = portText === undefined ? undefined : parsePort(entry, portText);
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) {
    return { kind: 'network', network: singleAddress(entry, bare), port };
  }
  return { kind: 'host', hostname: parseHostname(entry, host), port };
}

function parsePort(entry: string, text: string): number {
  const port = Number(text);
  if (port < 1 || port > 65535) {
    throw wrongEntry(entry, 'a port is a number from 1 to 65535');
  }
  return port;
}

function singleAddress(entry: string, text: string): [Address, number] {
  const address = parseAddress(text);
  if (address === undefined) {
    throw wrongEntry(entry, 'write the address without a zone');
  }
  if (isMetadataAddress(address)) {
    throw wrongEntry(entry, 'it hands out the credentials of this machine and cannot be opened');
  }
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function parseNetwork(entry: string): [Address, number] {
  const [base = '', bitsText = ''] = entry.split('/');
  const bits = Number(bitsText);
  const bits_max = isIP(base) === 4 ? 32 : 128;
  if (isIP(base) === 0 || base.includes('%') || !/^[^/]+\/\d{1,3}$/.test(entry) || bits > bits_max) {
    throw wrongEntry(entry, 'a range looks like 10.1.0.0/16 or fd12:3456::/48, and a host has no slash');
  }
  if (bits === 0) {
    throw wrongEntry(entry, 'it would switch the protection off; list the ranges that you need');
  }
  const address = ipaddr.parse(base);
  if (ipaddr.parse(networkStart(address, bits)).toNormalizedString() !== address.toNormalizedString()) {
    throw wrongEntry(entry, `the range begins at ${networkStart(address, bits)}/${bits}`);
  }
  return [address, bits];
}

function networkStart(address: Address, bits: number): string {
  const text = `${address.toNormalizedString()}/${bits}`;
  return address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(text).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(text).toString();
}

function parseHostname(entry: string, host: string): string {
  const hostname = domainToASCII(host).replace(/\.$/, '');
  const isName = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(hostname);
  if (!isName || isIP(hostname) !== 0 || /(^|\.)(\d+|0x[0-9a-f]*)$/.test(hostname)) {
    throw wrongEntry(
      entry,
      'write a host name, host:port, an address in full, or a range such as 10.1.0.0/16',
    );
  }
  return hostname;
}

function wrongEntry(entry: string, why: string): Error {
  return new Error(`OUTBOUND_ALLOW: "${entry}" does not work: ${why}.`);
}
