import { describe, expect, it } from 'vitest';
import { isAllowedOrigin, readDomains, sourceOf } from './domains.ts';

const DESK = 'https://desk.example.net';

describe('the domains of an inbox', () => {
  it.each([null, undefined, '', ' , ', '*', 'a.example, *'])('%j welcomes everybody', (allowed) => {
    expect(readDomains(allowed)).toBeUndefined();
  });

  it.each([
    ['shop.example.com', 'shop.example.com'],
    ['Shop.Example.COM', 'shop.example.com'],
    ['https://shop.example.com/', 'https://shop.example.com'],
    ['HTTPS://shop.example.com:8443/path?x', 'https://shop.example.com:8443'],
    ['*.example.com', '*.example.com'],
    ['https://*.example.com:*', 'https://*.example.com:*'],
    ['localhost:3000', 'localhost:3000'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
  ])('%s is written %s', (entry, source) => {
    expect(readDomains(entry)?.map(sourceOf)).toEqual([source]);
  });

  it.each([
    "'unsafe-inline'",
    'ftp://a.example',
    'data:',
    'a.*.example',
    'a;b',
    'javascript:alert(1)',
    '[::1]',
    '**',
  ])('%s is none, and lets nobody in', (entry) => {
    expect(readDomains(entry)).toEqual([]);
  });
});

const isAllowed = (origin: string, allowed: string, desk = DESK) =>
  isAllowedOrigin(origin, readDomains(allowed) ?? [], desk);

describe('a page may ask', () => {
  it.each([
    ['https://shop.example.com', 'shop.example.com'],
    ['https://shop.example.com', 'https://shop.example.com'],
    ['https://shop.example.com', 'http://shop.example.com'],
    ['http://shop.example.com', 'http://shop.example.com'],
    ['https://a.example.com', '*.example.com'],
    ['https://a.b.example.com', '*.example.com'],
    ['https://shop.example.com:8443', 'shop.example.com:8443'],
    ['https://shop.example.com:8443', 'shop.example.com:*'],
    ['https://other.example', 'shop.example.com, other.example'],
  ])('from %s where %s is named', (origin, allowed) => {
    expect(isAllowed(origin, allowed)).toBe(true);
  });

  it('from http where the desk itself is reached by http', () => {
    expect(isAllowed('http://shop.example.com', 'shop.example.com', 'http://desk')).toBe(true);
    expect(isAllowed('http://shop.example.com', 'shop.example.com')).toBe(false);
  });

  it.each([
    ['https://evil.example', 'shop.example.com'],
    ['https://example.com', '*.example.com'],
    ['https://evilexample.com', '*.example.com'],
    ['https://shop.example.com.evil.example', 'shop.example.com'],
    ['https://shop.example.com.', 'shop.example.com'],
    ['https://a.shop.example.com', 'shop.example.com'],
    ['https://shop.example.com:8443', 'shop.example.com'],
    ['https://shop.example.com', 'shop.example.com:8443'],
    ['http://shop.example.com', 'https://shop.example.com'],
    ['null', 'shop.example.com'],
    ['', 'shop.example.com'],
    ['file://shop.example.com', 'shop.example.com'],
    ['https://shop.example.com@evil.example', 'shop.example.com'],
    ['chrome-extension://shop.example.com', 'shop.example.com'],
  ])('not from %s where %s is named', (origin, allowed) => {
    expect(isAllowed(origin, allowed)).toBe(false);
  });
});
