/** @jsxImportSource preact */
import { type ComponentChildren, isValidElement, type VNode } from 'preact';
import { describe, expect, it, test } from 'vitest';
import { safeLink } from './links.tsx';
import { Markdown, PlainText } from './markdown.tsx';

/** Elements as tags, so that a test can say what it expects. */
function write(node: ComponentChildren): string {
  if (Array.isArray(node)) return node.map(write).join('');
  if (!isValidElement(node)) return node === null || node === undefined || node === false ? '' : String(node);
  const { type, props } = node as VNode<{ children?: ComponentChildren; href?: string; start?: number }>;
  if (typeof type === 'function') return write((type as (given: object) => ComponentChildren)(props));
  const href = props.href === undefined ? '' : ` ${props.href}`;
  return `<${type}${href}>${write(props.children)}</${type}>`;
}

const markdown = (source: string) => write(<Markdown source={source} />);

test.each([
  [
    'a **b** _c_ *d* ~~e~~ `f`',
    '<p>a <strong>b</strong> <em>c</em> <em>d</em> <del>e</del> <code>f</code></p>',
  ],
  ['**a _b_ c**', '<p><strong>a <em>b</em> c</strong></p>'],
  ['2 * 3 * 4 and snake_case_name', '<p>2 * 3 * 4 and snake_case_name</p>'],
  ['one\ntwo\n\nthree', '<p>one<br></br>two</p><p>three</p>'],
  ['- a\n- **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
  ['3. a\n4. b', '<ol><li>a</li><li>b</li></ol>'],
  ['> a\n> b', '<blockquote><p>a<br></br>b</p></blockquote>'],
  ['```\n**a** <b>\n```', '<pre><code>**a** <b></code></pre>'],
  ['# A', '<p><strong>A</strong></p>'],
  ['\\*a\\*', '<p>*a*</p>'],
  ['[a](https://example.com/b)', '<p><a https://example.com/b>a</a></p>'],
  [
    'see https://example.com/a?b=(c).',
    '<p>see <a https://example.com/a?b=(c>https://example.com/a?b=(c</a>).</p>',
  ],
  ['mail name@example.com!', '<p>mail <a mailto:name@example.com>name@example.com</a>!</p>'],
  ['![cat](https://example.com/cat.png)', '<p><a https://example.com/cat.png>cat</a></p>'],
])('%j becomes %s', (source, expected) => {
  expect(markdown(source)).toBe(expected);
});

test('what a visitor wrote stays as they wrote it, with links', () => {
  expect(write(<PlainText source={'**a** https://example.com\nb'} />)).toBe(
    '<p>**a** <a https://example.com/>https://example.com</a><br></br>b</p>',
  );
});

describe('a link', () => {
  it.each(['https://example.com', 'http://example.com', 'mailto:a@example.com', 'tel:+4930123'])(
    'leads to %s',
    (address) => {
      expect(safeLink(address)).toBeDefined();
    },
  );

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    '//example.com',
    '/widget',
    '',
    null,
  ])('does not lead to %j', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });
});

test.each([
  '*'.repeat(50_000),
  '**a '.repeat(30_000),
  '[a]('.repeat(30_000),
  '`a'.repeat(50_000),
  '_a '.repeat(50_000),
  '> '.repeat(50_000),
  'http://'.repeat(20_000),
  'a@'.repeat(50_000),
  '`a` '.repeat(30_000),
  '- a\n'.repeat(30_000),
])('long message number %# is read in a moment', (source) => {
  const start = performance.now();
  markdown(source);
  expect(performance.now() - start).toBeLessThan(2000);
});
