import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** A resolved address, canonical; undefined for anything odd (zone ids, short or octal forms). */
export function parseAddress(text: string): Address | undefined {
  if (isIP(text) === 0 || text.includes('%')) {
    return undefined;
  }
  // The kernel connects ::ffff:10.0.0.1 to 10.0.0.1, so it is judged as that.
  return ipaddr.process(text);
}

/** Instance metadata hands out the cloud's credentials; no list can open these. */
export function isMetadataAddress(address: Address): boolean {
  return inAny(address, metadataNetworks) || embeddedAddresses(address).some(isMetadataAddress);
}

/** A unicast address of the open internet: not private, local, reserved, or a tunnel to one that is. */
export function isPublicAddress(address: Address): boolean {
  if (address.kind() === 'ipv4') {
    return !inAny(address, specialIpv4);
  }
  return inAny(address, globalUnicast) && !inAny(address, specialIpv6);
}

/** The IPv4 addresses that a gateway would reach for an IPv6 address which wraps one. */
export function embeddedAddresses(address: Address): Address[] {
  // ::1 and :: lie in the IPv4-compatible range without wrapping anything.
  if (!(address instanceof ipaddr.IPv6) || inAny(address, networks('::/127'))) {
    return [];
  }
  const bytes = address.toByteArray();
  return wrappings
    .filter(({ networks }) => inAny(address, networks))
    .map(({ first_byte, mask }) => {
      const inner = bytes.slice(first_byte, first_byte + 4).map((byte) => byte ^ mask);
      return new ipaddr.IPv4(inner);
    });
}

export function inNetwork(address: Address, [base, bits]: Network): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function inAny(address: Address, list: readonly Network[]): boolean {
  return list.some((network) => inNetwork(address, network));
}

function networks(...list: string[]): Network[] {
  return list.map((text) => ipaddr.parseCIDR(text));
}

const metadataNetworks = networks(
  '169.254.169.254/32', // AWS, Google, Azure, Oracle, DigitalOcean, Hetzner and others
  '169.254.170.2/32', // AWS container credentials
  '169.254.170.23/32', // AWS EKS pod identity
  '169.254.42.42/32', // Scaleway
  '192.0.0.192/32', // Oracle, classic
  '100.100.100.200/32', // Alibaba
  '168.63.129.16/32', // Azure's wire server, although its range is public
  'fd00:ec2::254/128', // AWS
  'fd00:ec2::23/128', // AWS EKS pod identity
  'fd00:42::42/128', // Scaleway
  'fd20:ce::254/128', // Google
);

// IANA's special-purpose registry, with the relays that lead back into it.
const specialIpv4 = networks(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);

// Everything outside is loopback, ULA, link-local, multicast, NAT64, v4-compatible or not assigned at all.
const globalUnicast = networks('2000::/3');

const specialIpv6 = networks(
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarking
  '2001:db8::/32',
  '2002::/16', // 6to4
  '2620:4f:8000::/48',
  '3fff::/20',
);

const wrappings = [
  { networks: networks('::/96', '::ffff:0:0/96', '::ffff:0:0:0/96'), first_byte: 12, mask: 0 },
  { networks: networks('64:ff9b::/96', '64:ff9b:1::/48'), first_byte: 12, mask: 0 },
  { networks: networks('2002::/16'), first_byte: 2, mask: 0 },
  // Teredo stores the client's address inverted, and its server's plainly.
  { networks: networks('2001::/32'), first_byte: 12, mask: 0xff },
  { networks: networks('2001::/32'), first_byte: 4, mask: 0 },
];
