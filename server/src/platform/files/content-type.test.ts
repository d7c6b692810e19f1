import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniff_head_bytes, sniffContentType } from './content-type.ts';
import { fileNameFor, safeFileName } from './file-name.ts';
import { fileHeaders } from './headers.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb', 'hex');
const mp4 = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1');
const html = '<!DOCTYPE html><html><script>alert(document.domain)</script></html>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const text = (value: string) => Buffer.from(value);
const utf16 = (value: string) => Buffer.from(`\uFEFF${value}`, 'utf16le');

/** Each with the name and type that its sender would like it to have. */
const cases: [what: string, head: Buffer, name: string, content_type: string, disposition: string][] = [
  ['a picture', png, 'a.png', 'image/png', 'inline'],
  ['a picture named html', png, 'a.html', 'image/png', 'inline'],
  ['a picture named pdf', jpeg, 'a.pdf', 'image/jpeg', 'inline'],
  ['a picture without a name', gif, '', 'image/gif', 'inline'],
  ['a film', mp4, 'a.mp4', 'video/mp4', 'inline'],
  ['a PDF', text('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'a.pdf', 'application/pdf', 'inline'],
  ['plain text', text('Hello, Zoë — 你好\r\n\ttab'), 'a.txt', 'text/plain', 'inline'],
  ['plain text named png', text('hello'), 'a.png', 'text/plain', 'inline'],
  [
    'text in Latin-1',
    Buffer.from('Gr\xfc\xdfe aus K\xf6ln, viele davon, und noch mehr Text', 'latin1'),
    'a.txt',
    'text/plain',
    'inline',
  ],
  ['text in UTF-16', utf16('Hello'), 'a.txt', 'text/plain', 'inline'],
  ['text cut within a letter', text(`${'x'.repeat(99)}é`).subarray(0, 100), 'a.txt', 'text/plain', 'inline'],
  ['prose that begins like a bitmap', text('BM is short for benchmark.'), 'a.txt', 'text/plain', 'inline'],
  [
    'prose that begins like a program',
    text('MZ is the country code of Mozambique.'),
    'a.txt',
    'text/plain',
    'inline',
  ],
  ['a table', text('name,mail\nZoë,<zoe@example.com>\n'), 'a.csv', 'text/csv', 'attachment'],
  ['a table by tabs', text('a\tb\n'), 'a.TSV', 'text/tab-separated-values', 'attachment'],
  ['JSON', text(' {"a": 1}'), 'a.json', 'application/json', 'attachment'],
  ['text that is named json', text('alert(1)'), 'a.json', 'text/plain', 'inline'],
  ['a calendar', text('BEGIN:VCALENDAR\r\nVERSION:2.0'), 'a.ics', 'text/calendar', 'attachment'],
  [
    'an archive',
    Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
    'a.docx',
    'application/zip',
    'attachment',
  ],
  [
    'a program',
    Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
    'a.png',
    'application/octet-stream',
    'attachment',
  ],
  [
    'a Flash film',
    Buffer.from('465753050000000000', 'hex'),
    'a.png',
    'application/octet-stream',
    'attachment',
  ],
  [
    'a class of Java',
    Buffer.from('cafebabe00000034', 'hex'),
    'a.png',
    'application/octet-stream',
    'attachment',
  ],
  ['nothing', Buffer.alloc(0), 'a.html', 'application/octet-stream', 'attachment'],
  ['noise', Buffer.from('0102030405060708', 'hex'), 'a.html', 'application/octet-stream', 'attachment'],
  ['HTML', text(html), 'a.html', 'text/plain', 'attachment'],
  ['HTML named png', text(html), 'a.png', 'text/plain', 'attachment'],
  ['HTML named csv', text(html), 'a.csv', 'text/csv', 'attachment'],
  ['HTML after a mark and spaces', text(`\uFEFF \n\t${html}`), 'a.txt', 'text/plain', 'attachment'],
  ['HTML after a page of text', text('x '.repeat(3000) + html), 'a.txt', 'text/plain', 'attachment'],
  ['HTML in UTF-16', utf16(html), 'a.txt', 'text/plain', 'attachment'],
  ['HTML with a NUL', text(`${html}\0`), 'a.html', 'application/octet-stream', 'attachment'],
  ['HTML with the head of a GIF', text(`GIF89a/*${html}*/`), 'a.gif', 'text/plain', 'attachment'],
  ['HTML with the head of a bitmap', text(`BM${html}`), 'a.bmp', 'text/plain', 'attachment'],
  ['HTML with the head of a song', text(`ID3${html}`), 'a.mp3', 'text/plain', 'attachment'],
  ['a GIF with HTML behind it', Buffer.concat([gif, text(html)]), 'a.html', 'image/gif', 'inline'],
  [
    'a PNG with PHP behind it',
    Buffer.concat([png, text('<?php system($_GET[0]);')]),
    'a.php',
    'image/png',
    'inline',
  ],
  ['a PDF that is HTML too', text(`%PDF-1.4\n${html}`), 'a.html', 'application/pdf', 'inline'],
  [
    'XHTML',
    text(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>`),
    'a.xhtml',
    'text/plain',
    'attachment',
  ],
  [
    'XML with a style sheet',
    text(`<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>`),
    'a.xml',
    'text/plain',
    'attachment',
  ],
  [
    'XML with a control character',
    text(`<?xml version="1.0"?><html>\u0001</html>`),
    'a.xml',
    'application/octet-stream',
    'attachment',
  ],
  ['SVG', text(svg), 'a.svg', 'image/svg+xml', 'attachment'],
  ['SVG named png', text(svg), 'a.png', 'image/svg+xml', 'attachment'],
  [
    'SVG with a prolog',
    text(`<?xml version="1.0"?>\n<!-- x -->\n${svg}`),
    'a.svg',
    'image/svg+xml',
    'attachment',
  ],
  [
    'SVG with a prefix',
    text('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'),
    'a.svg',
    'image/svg+xml',
    'attachment',
  ],
  ['SVG in UTF-16', utf16(svg), 'a.png', 'image/svg+xml', 'attachment'],
  ['SVG, packed', gzipSync(svg), 'a.svgz', 'application/gzip', 'attachment'],
  ['a script', text('alert(1)//'), 'a.js', 'text/plain', 'inline'],
  ['a script for the shell', text('#!/bin/sh\nrm -rf /'), 'a.png', 'text/plain', 'inline'],
];

const runnable = /html|svg|xml|script|flash|java|css/;

describe('the type of a file', () => {
  test.each(cases)('of %s', async (...[, head, name, content_type, disposition]) => {
    expect(await sniffContentType(head, name)).toEqual({ content_type, disposition });
    const headers = fileHeaders({ content_type, file_name: name, disposition: 'inline' });
    expect(headers['content-type']).not.toMatch(runnable);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('is never one that a browser runs, whatever the bytes and the name', async () => {
    const heads = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .tuple(fc.constantFrom(...cases.map(([, head]) => head)), fc.uint8Array({ maxLength: 50 }))
        .map(Buffer.concat),
    );
    await fc.assert(
      fc.asyncProperty(heads, fc.constantFrom(...cases.map(([, , name]) => name)), async (bytes, name) => {
        const sniffed = await sniffContentType(Buffer.from(bytes).subarray(0, sniff_head_bytes), name);
        const headers = fileHeaders({
          content_type: sniffed.content_type,
          file_name: name,
          disposition: 'inline',
        });
        expect(headers['content-type']).not.toMatch(runnable);
      }),
    );
  });
});

describe('the headers of a file', () => {
  test.each([
    'text/html',
    'TEXT/HTML; charset=utf-7',
    'image/svg+xml',
    'image/svg+xml; x',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'text/javascript',
    'application/javascript',
    'application/vnd.x+xml',
    'image/x+xml',
    'text/css',
    'multipart/x-mixed-replace',
    'message/rfc822',
    'application/x-shockwave-flash',
    '',
    'x',
    'image/png\r\nX-A: b',
  ])('never serve %j as it is, nor in place, although a row says so', (content_type) => {
    const headers = fileHeaders({ content_type, file_name: 'a.html', disposition: 'inline' });
    expect(['text/plain; charset=utf-8', 'application/octet-stream']).toContain(headers['content-type']);
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox$/);
  });

  test('show a picture in place when asked, and save it when asked', () => {
    const file = { content_type: 'image/png', file_name: 'a.png' };
    const disposition = (wish: 'inline' | 'attachment') =>
      fileHeaders({ ...file, disposition: wish })['content-disposition'];
    expect(disposition('inline')).toBe(`inline; filename="a.png"; filename*=UTF-8''a.png`);
    expect(disposition('attachment')).toBe(`attachment; filename="a.png"; filename*=UTF-8''a.png`);
  });

  test.each([
    ['Résumé "final".pdf', `filename="Resume _final_.pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9%20_final_.pdf`],
    ["it's (1)*.png", `filename="it's (1)_.png"; filename*=UTF-8''it%27s%20%281%29_.png`],
    ['報告書.png', `filename="___.png"; filename*=UTF-8''%E5%A0%B1%E5%91%8A%E6%9B%B8.png`],
    ['100%;a.png', `filename="100__a.png"; filename*=UTF-8''100%25%3Ba.png`],
    [
      'a\r\nSet-Cookie: x=y.png',
      `filename="aSet-Cookie_ x=y.png"; filename*=UTF-8''aSet-Cookie_%20x%3Dy.png`,
    ],
  ])('carry the name %j', (file_name, expected) => {
    const headers = fileHeaders({ content_type: 'image/png', file_name, disposition: 'inline' });
    expect(headers['content-disposition']).toBe(`inline; ${expected}`);
  });

  test('are one line of printable ASCII each, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (file_name, content_type) => {
        for (const value of Object.values(fileHeaders({ content_type, file_name, disposition: 'inline' }))) {
          expect(value).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
    );
  });
});

describe('a file name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\photo.jpg', 'photo.jpg'],
    ['/etc/cron.d/x', 'x'],
    ['..', 'file'],
    ['', 'file'],
    ['  . . ', 'file'],
    ['.htaccess', 'htaccess'],
    ['...hidden.txt', 'hidden.txt'],
    ['a.txt. . .', 'a.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u200Bb\uFEFFc.txt', 'abc.txt'],
    ['a\0.png', 'a.png'],
    ['a\r\nb.png', 'ab.png'],
    ['cafe\u0301.txt', 'café.txt'],
    ['a∕b／c⁄d.txt', 'a_b_c_d.txt'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['console.log', 'console.log'],
    ['\ud800.png', '\ufffd.png'],
    ['日本語 資料.xlsx', '日本語 資料.xlsx'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  test('that is too long is cut and keeps its extension', () => {
    const name = safeFileName(`${'😀'.repeat(200)}.jpeg`);
    expect(name.length).toBeLessThanOrEqual(150);
    expect(name).toMatch(/^😀+\.jpeg$/u);
  });

  const parts = fc.constantFrom(
    '..',
    '/',
    '\\',
    '.',
    ' ',
    '\0',
    '\u202e',
    '\u200d',
    'con',
    'a',
    'é',
    'e',
    '\u0301',
    '\u0338',
    '<',
    '😀',
    '\ud83d',
    '.png',
    '%2f',
    ':',
  );
  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(parts, { maxLength: 200 }).map((list) => list.join('')),
  );

  test('is short, visible, composed and without folders, whatever was sent', () => {
    fc.assert(
      fc.property(names, (given) => {
        const name = safeFileName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(150);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}<>:"|?*]|^[. ]|[. ]$/u);
        expect(name).not.toMatch(/^(con|nul)(\.|$)/i);
        expect(name.normalize('NFC')).toBe(name);
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['image/gif', 'a.html', 'a.html.gif'],
    ['image/jpeg', 'photo', 'photo.jpg'],
    ['image/jpeg', 'photo.JPEG', 'photo.JPEG'],
    ['text/plain', 'page.html', 'page.html.txt'],
    ['text/plain', 'server.log', 'server.log'],
    ['text/plain', 'README', 'README'],
    ['application/zip', 'a.hta', 'a.hta.bin'],
    ['application/zip', 'a.zip', 'a.zip'],
    ['application/octet-stream', 'disk.img', 'disk.img'],
  ])('of %s called %s is saved as %s', (content_type, name, expected) => {
    expect(fileNameFor(content_type, name)).toBe(expected);
  });
});
