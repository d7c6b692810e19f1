import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';

const html = (source: string) =>
  renderToStaticMarkup(<Markdown source={source} />)
    .replaceAll(/ (class|dir|tabindex|target|rel)="[^"]*"/gi, '')
    .replace(/^<div>([\s\S]*)<\/div>$/, '$1');

test.each([
  ['**bold** and *soft*', '<p><strong>bold</strong> and <em>soft</em></p>'],
  ['`a < b`', '<p><code>a &lt; b</code></p>'],
  ['one\ntwo', '<p>one<br/>two</p>'],
  ['one\n\ntwo', '<p>one</p><p>two</p>'],
  ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
  ['3. one\n4. two', '<ol start="3"><li>one</li><li>two</li></ol>'],
  ['> said\n> so', '<blockquote><p>said<br/>so</p></blockquote>'],
  ['```\n<b>\n```', '<pre><code>&lt;b&gt;</code></pre>'],
  ['[shop](https://shop.example.com)', '<p><a href="https://shop.example.com">shop</a></p>'],
  [
    'see https://a.example/x_y_z.',
    '<p>see <a href="https://a.example/x_y_z">https://a.example/x_y_z</a>.</p>',
  ],
  ['ana@example.com', '<p><a href="mailto:ana@example.com">ana@example.com</a></p>'],
  ['[@Ana](mention://user/7/Ana) look', '<p><bdi>@Ana</bdi> look</p>'],
  ['snake_case_name and 2*3*4', '<p>snake_case_name and 2<em>3</em>4</p>'],
  ['\\*not soft\\*', '<p>*not soft*</p>'],
])('%j is shown as %s', (source, shown) => {
  expect(html(source)).toBe(shown);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox)',
  '[x]( \u0001javascript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '<javascript:alert(1)>',
  '<https://a.example/"onmouseover="alert(1)>',
  '[a](https://x.example/" onclick="alert(1))',
  '![x](https://x.example/a.png" onerror="alert(1))',
  '[x](mention://user/1/"onclick="alert(1))',
  '`<svg/onload=alert(1)>`',
  '**<iframe srcdoc="<script>">**',
])('%j brings no element, attribute or address of its own', (source) => {
  const shown = renderToStaticMarkup(<Markdown source={source} />);
  const tags = [...shown.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag);
  expect(tags.filter((tag) => !['div', 'p', 'a', 'strong', 'code', 'bdi', 'br'].includes(tag ?? ''))).toEqual(
    [],
  );
  for (const [, address] of shown.matchAll(/href="([^"]*)"/g))
    expect(address).toMatch(/^https?:\/\/|^mailto:/);
  for (const [tag] of shown.matchAll(/<[^>]*>/g))
    expect(tag.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\son\w+/);
});

test.each([
  ['asterisks', '*'.repeat(20_000)],
  ['brackets', '['.repeat(20_000)],
  ['links that never end', '[a]('.repeat(5000)],
  ['quotes in quotes', `${'>'.repeat(10_000)} deep`],
  ['underlines', '_a'.repeat(10_000)],
])('a long text of %s is shown within a second', (_name, source) => {
  const began_at = performance.now();
  html(source);
  expect(performance.now() - began_at).toBeLessThan(1000);
});
