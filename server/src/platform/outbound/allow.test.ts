import { describe, expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { isAddressAllowed, parseOutboundAllow } from './allow.ts';
import { checkUrl } from './check-url.ts';

function opens(list: string, target: { hostname: string; port: number; text: string }): boolean {
  const { hostname, port, text } = target;
  const address = parseAddress(text);
  if (address === undefined) {
    throw new Error(`The test's address ${text} is not one.`);
  }
  return isAddressAllowed(parseOutboundAllow(list), { hostname, port, address });
}

describe('OUTBOUND_ALLOW', () => {
  test.each([
    ['', { hostname: 'a.example', port: 80, text: '1.1.1.1' }, true],
    ['', { hostname: 'a.example', port: 80, text: '10.0.0.1' }, false],
    ['evolution', { hostname: 'evolution', port: 8080, text: '172.18.0.5' }, true],
    ['Evolution.Example.', { hostname: 'evolution.example', port: 8080, text: '172.18.0.5' }, true],
    ['bücher.internal', { hostname: 'xn--bcher-kva.internal', port: 80, text: '10.0.0.1' }, true],
    ['evolution', { hostname: 'not-evolution', port: 8080, text: '172.18.0.5' }, false],
    ['evolution', { hostname: 'a.evolution', port: 8080, text: '172.18.0.5' }, false],
    ['evolution:8080', { hostname: 'evolution', port: 8080, text: '172.18.0.5' }, true],
    ['evolution:8080', { hostname: 'evolution', port: 8081, text: '172.18.0.5' }, false],
    ['10.1.2.3', { hostname: 'a.example', port: 80, text: '10.1.2.3' }, true],
    ['10.1.2.3', { hostname: 'a.example', port: 80, text: '10.1.2.4' }, false],
    ['10.1.2.3:8080', { hostname: 'a.example', port: 8080, text: '10.1.2.3' }, true],
    ['10.1.2.3:8080', { hostname: 'a.example', port: 80, text: '10.1.2.3' }, false],
    ['a, 10.1.0.0/16\tb', { hostname: 'a.example', port: 80, text: '10.1.255.255' }, true],
    ['10.1.0.0/16', { hostname: 'a.example', port: 80, text: '10.2.0.0' }, false],
    ['10.1.0.0/16', { hostname: 'a.example', port: 80, text: '::ffff:10.1.0.1' }, true],
    ['::1', { hostname: 'a.example', port: 80, text: '::1' }, true],
    ['[::1]:8080', { hostname: 'a.example', port: 8080, text: '::1' }, true],
    ['[::1]:8080', { hostname: 'a.example', port: 80, text: '::1' }, false],
    ['fd12:3456::/32', { hostname: 'a.example', port: 80, text: 'fd12:3456::9' }, true],
    ['fd12:3456::/32', { hostname: 'a.example', port: 80, text: 'fd12:3457::9' }, false],
    ['64:ff9b::/96', { hostname: 'a.example', port: 80, text: '64:ff9b::808:808' }, true],
    ['64:ff9b::/96', { hostname: 'a.example', port: 80, text: '64:ff9b::a00:1' }, false],
    ['64:ff9b::/96 10.0.0.0/8', { hostname: 'a.example', port: 80, text: '64:ff9b::a00:1' }, true],
    ['169.254.0.0/16', { hostname: 'a.example', port: 80, text: '169.254.1.1' }, true],
    ['169.254.0.0/16', { hostname: 'a.example', port: 80, text: '169.254.169.254' }, false],
    [
      'metadata.google.internal',
      { hostname: 'metadata.google.internal', port: 80, text: '169.254.169.254' },
      false,
    ],
    ['100.64.0.0/10', { hostname: 'a.example', port: 80, text: '100.100.100.200' }, false],
    ['fd00::/8', { hostname: 'a.example', port: 80, text: 'fd00:ec2::254' }, false],
    ['::/1', { hostname: 'a.example', port: 80, text: '::ffff:169.254.169.254' }, false],
    ['64:ff9b::/96 169.254.0.0/16', { hostname: 'a.example', port: 80, text: '64:ff9b::a9fe:a9fe' }, false],
    ['2002::/16 169.254.0.0/16', { hostname: 'a.example', port: 80, text: '2002:a9fe:a9fe::1' }, false],
    ['', { hostname: 'a.example', port: 80, text: '168.63.129.16' }, false],
    ['a.example', { hostname: 'a.example', port: 80, text: '168.63.129.16' }, false],
  ] as const)('with %j, %o is open: %s', (list, target, expected) => {
    expect(opens(list, target)).toBe(expected);
  });

  test.each([
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.1.2.3/8',
    'fd12::1/32',
    '0.0.0.0/0',
    '::/0',
    'host/8',
    'http://host',
    'host:0',
    'host:99999',
    'host:http',
    '*.example',
    'fe80::1%eth0',
    '[::1',
    '[host]:80',
    '::1:8080x',
    'a..b',
    'user@host',
    '169.254.169.254',
    '169.254.169.254:80',
    'fd00:ec2::254',
  ])('the entry %j stops the start with a sentence that names it', (entry) => {
    expect(() => parseOutboundAllow(`fine.example ${entry}`)).toThrow(
      `OUTBOUND_ALLOW: "${entry}" does not work: `,
    );
  });

  test.each([
    ['', 'http://localhost:3000/', 'OUTBOUND_ALLOW'],
    ['localhost', 'http://localhost:3000/', undefined],
    ['localhost:3000', 'http://LOCALHOST.:3000/', undefined],
    ['localhost:3000', 'http://localhost:3001/', 'OUTBOUND_ALLOW'],
    ['127.0.0.0/8', 'http://127.0.0.1:22/', undefined],
    ['', 'http://hook.example:22/', 'OUTBOUND_ALLOW'],
    ['hook.example:22', 'http://hook.example:22/', undefined],
  ])('with %j, %s may be saved unless %j', (list, url, why) => {
    const sentence = checkUrl(url, parseOutboundAllow(list));
    expect(sentence ?? 'nothing').toContain(why ?? 'nothing');
  });
});
