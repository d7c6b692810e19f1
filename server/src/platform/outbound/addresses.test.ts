import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isMetadataAddress, isPublicAddress, parseAddress } from './address.ts';
import { parseOutboundAllow } from './allow.ts';
import { OutboundRefused } from './errors.ts';
import { type LoopbackServer, listenOn } from './fixtures/loopback-server.ts';
import { createOutbound, type Outbound } from './outbound.ts';

const spellings = [
  // Loopback, as a person, a browser, a C library or an attacker would write it.
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7F000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '0x7f.0.0.1',
  '0x7f.1',
  '127.0x0.0.1',
  '0000000177.0.0.1',
  '%31%32%37.0.0.1',
  '127%2e0%2e0%2e1',
  '127。0。0。1',
  '127．0．0．1',
  '127｡0｡0｡1',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '𝟏𝟐𝟕.𝟎.𝟎.𝟏',
  'public.example@127.0.0.1',
  'public.example:80@127.0.0.1',
  'public.example%40x@127.0.0.1',
  // This host.
  '0',
  '0.0.0.0',
  '0x0',
  '00.00.00.00',
  '0.1.2.3',
  // Names of this host.
  'localhost',
  'LOCALHOST',
  'localhost.',
  'LocalHost..',
  'a.localhost',
  'deep.down.LOCALHOST.',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'loc%61lhost',
  'localhost.localdomain',
  'ip6-localhost',
  // Private, shared, link-local, reserved, documentation, multicast, broadcast.
  '10.0.0.1',
  '10.255.255.255',
  '167772161',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '3232235521',
  '100.64.0.1',
  '100.127.255.255',
  '169.254.1.1',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '4294967295',
  // Metadata.
  '169.254.169.254',
  '0xA9FEA9FE',
  '2852039166',
  '0251.0376.0251.0376',
  '169.254.43518',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::a9fe:a9fe]',
  // IPv6.
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::FFFF:7F00:0001]',
  '[0:0:0:0:0:ffff:10.0.0.1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::808:808]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2002:a00:1::1]',
  '[2001:0:7f00:1::1]',
  '[2001::80ff:fffe]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[100::1]',
  '[5f00::1]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fe80::1]',
  '[fe80::1%25eth0]',
  '[fe80::1%eth0]',
  '[::1%25lo]',
  '[fec0::1]',
  '[ff02::1]',
  '[ff0e::1]',
  // Brackets and other tricks.
  '[127.0.0.1]',
  '[::1',
  '::1',
  '[[::1]]',
  '[localhost]',
  '127.0.0.1\\@public.example',
  '127.0.0.1\t',
  ' 127.0.0.1',
  '127.0.\n0.1',
  '127.0.0.1%00.public.example',
  '127.0.0.1:80:80',
  '1.1.1.1:@127.0.0.1',
  '256.256.256.256',
  '127.0.0.0.1',
];

const answers = [
  '127.0.0.1',
  '::1',
  '0.0.0.0',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.7.7',
  '100.64.3.4',
  '169.254.169.254',
  '224.0.0.251',
  '255.255.255.255',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::1',
  '2001:0:4136:e378:8000:63bf:80ff:fffe',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%lo',
  '::1%lo',
  'ff02::1',
  '0177.0.0.1',
  '2130706433',
  '127.1',
  'localhost',
  '',
];

const open_addresses = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '192.169.0.0',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4001:81b::200e',
];

let canaries: LoopbackServer[];
let outbound: Outbound;
let lookups: string[] = [];
let answer: string[] = [];
const port = () => canaries[0]?.port ?? 0;
const connections = () => canaries.reduce((sum, canary) => sum + canary.connections(), 0);

beforeAll(async () => {
  const first = await listenOn(createServer(), { host: '0.0.0.0' });
  const second = await listenOn(createServer(), { host: '::1', port: first.port });
  canaries = [first, second];
  outbound = createOutbound({
    allow: parseOutboundAllow(''),
    resolve: async (hostname) => {
      lookups.push(hostname);
      return answer;
    },
  });
});

afterAll(async () => {
  await outbound.close();
  await Promise.all(canaries.map((canary) => canary.stop()));
});

describe('a URL that spells an address which is not public', () => {
  test.each(spellings)('%j is refused unasked and unconnected', async (spelling) => {
    lookups = [];
    answer = ['127.0.0.1'];
    const url = `http://${spelling}:${port()}/`;
    await expect(outbound.request({ method: 'GET', url })).rejects.toBeInstanceOf(OutboundRefused);
    expect(outbound.checkUrl(url)).toMatch(/\.$/);
    expect(lookups).toEqual([]);
    expect(connections()).toBe(0);
  });
});

describe('a name that resolves to an address which is not public', () => {
  test.each(answers)('%j is refused unconnected', async (address) => {
    answer = [address];
    const url = `http://hook.example:${port()}/`;
    await expect(outbound.request({ method: 'GET', url })).rejects.toBeInstanceOf(OutboundRefused);
    expect(connections()).toBe(0);
  });

  test.each([
    [['1.1.1.1', '127.0.0.1']],
    [['127.0.0.1', '1.1.1.1']],
    [['2606:4700::1111', '1.1.1.1', '::1']],
    [['1.1.1.1', '169.254.169.254']],
  ])('one such address among %j is enough', async (mixed) => {
    answer = mixed;
    const url = `http://hook.example:${port()}/`;
    await expect(outbound.request({ method: 'GET', url })).rejects.toBeInstanceOf(OutboundRefused);
    await expect(outbound.resolve('mail.example', 993)).rejects.toBeInstanceOf(OutboundRefused);
    expect(connections()).toBe(0);
  });

  test('the refusal names the host and OUTBOUND_ALLOW, and keeps the address out of its sentence', async () => {
    answer = ['10.9.8.7'];
    const refusal = await outbound
      .request({ method: 'GET', url: 'http://hook.example/' })
      .catch((error) => error);
    expect(refusal.message).toContain('hook.example');
    expect(refusal.message).toContain('OUTBOUND_ALLOW');
    expect(refusal.message).not.toContain('10.9.8.7');
    expect(refusal).toMatchObject({ reason: 'private_address', address: '10.9.8.7' });
  });

  test('all public answers are given for another protocol to connect to', async () => {
    answer = ['1.1.1.1', '2606:4700::1111'];
    expect(await outbound.resolve('mail.example', 993)).toEqual(answer);
  });
});

describe('a public address', () => {
  test.each(open_addresses)('%s is not mistaken for a private one', (text) => {
    const address = parseAddress(text);
    expect(address && isPublicAddress(address)).toBe(true);
    expect(address && isMetadataAddress(address)).toBe(false);
    expect(outbound.checkUrl(`https://${text.includes(':') ? `[${text}]` : text}/`)).toBeUndefined();
  });

  test.each([
    'https://hook.example',
    'http://user:secret@hook.example:8080/a?b=c#d',
    'https://bücher.example/',
    'https://hook.example./',
  ])('%s may be saved', (url) => {
    expect(outbound.checkUrl(url)).toBeUndefined();
  });

  test.each([
    ['ftp://hook.example/', 'http'],
    ['file:///etc/passwd', 'http'],
    ['gopher://hook.example:70/', 'http'],
    ['javascript:alert(1)', 'http'],
    ['data:text/plain,hello', 'http'],
    ['//hook.example/', 'whole URL'],
    ['hook.example', 'whole URL'],
    ['', 'whole URL'],
    ['http://', 'whole URL'],
    ['http://hook.example:0/', 'Port 0'],
    ['http://hook.example:22/', 'Port 22'],
    ['http://hook.example:25/', 'Port 25'],
    ['http://hook.example:6379/', 'Port 6379'],
    ['http://hook.example:99999/', 'whole URL'],
    ['http://hook.example/a\r\nSET x 1', 'control character'],
  ])('%j may not be saved', (url, why) => {
    expect(outbound.checkUrl(url)).toContain(why);
  });
});
