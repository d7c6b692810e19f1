import { errors } from '@porchlight/contract/errors';
import type { OperationShape } from '@porchlight/contract/operation';
import { permissions } from '@porchlight/contract/permissions';
import { type Operations, refusalCodesOf, schemaOf } from './openapi.ts';

type Json = Record<string, unknown>;

/** The reference of the API as one page of HTML: no script, nothing from elsewhere. */
export function renderReference(operations: Operations, { url }: { url: string }): string {
  const sections = Object.entries(operations);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Porchlight API</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Operations"><h1>Porchlight API</h1>${sections.map(renderMenu).join('')}</nav>
<main>
<p>Every operation of this desk. Send the access token of your profile as <code>api_access_token</code>; the account
id is in the address. The same as <a href="/openapi.json">OpenAPI 3.1</a>.</p>
${sections.map(([resource, named]) => renderSection(resource, named, url)).join('')}
</main>
</body>
</html>
`;
}

const anchor = (resource: string, name: string) => `${resource}-${name}`;

function renderMenu([resource, named]: [string, Readonly<Record<string, OperationShape>>]): string {
  const items = Object.entries(named).map(
    ([name, { summary }]) =>
      `<li><a href="#${anchor(resource, name)}">${escapeHtml(firstPart(summary))}</a></li>`,
  );
  return `<h2>${escapeHtml(titleOf(resource))}</h2><ul>${items.join('')}</ul>`;
}

const firstPart = (summary: string) => summary.split(/[,;]/, 1)[0] ?? summary;

const titleOf = (resource: string) => {
  const words = resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function renderSection(
  resource: string,
  named: Readonly<Record<string, OperationShape>>,
  url: string,
): string {
  const parts = Object.entries(named).map(([name, operation]) =>
    renderOperation(anchor(resource, name), operation, url),
  );
  return `<section aria-label="${escapeHtml(titleOf(resource))}">${parts.join('')}</section>`;
}

function renderOperation(id: string, operation: OperationShape, url: string): string {
  const { method, path, summary, description } = operation;
  return `<article id="${id}">
<h3>${escapeHtml(summary)}</h3>
<p class="line"><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code></p>
${description ? `<p>${withCode(description)}</p>` : ''}
<p class="who">${escapeHtml(permissions[operation.permission].doc)}</p>
${renderFields('Query', operation.query)}${renderFields('Body', operation.body)}
<h4>Try it</h4><pre><code>${escapeHtml(curlOf(operation, url))}</code></pre>
<details><summary>Answer</summary><pre><code>${escapeHtml(JSON.stringify(schemaOf(operation.response, 'output'), null, 2))}</code></pre></details>
<details><summary>Refusals</summary>${renderRefusals(operation)}</details>
</article>`;
}

function renderFields(title: string, schema: OperationShape['body']): string {
  if (!schema) return '';
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  const rows = Object.entries(properties).map(([name, property]) => {
    const needed = required.includes(name) ? 'needed' : '';
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(typeOf(property as Json))}</td><td>${needed}</td></tr>`;
  });
  return rows.length === 0 ? '' : `<h4>${title}</h4><table>${rows.join('')}</table>`;
}

/** A schema in few words: `text`, `open | resolved`, `list of text`. */
function typeOf(schema: Json): string {
  const { anyOf, items, const: constant } = schema as { anyOf?: Json[]; items?: Json; const?: unknown };
  const choices = schema.enum as unknown[] | undefined;
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ');
  if (choices) return choices.map((choice) => JSON.stringify(choice)).join(' | ');
  if (constant !== undefined) return JSON.stringify(constant);
  if (schema.type === 'array') return `list of ${items ? typeOf(items) : 'anything'}`;
  const types = [schema.type ?? 'anything'].flat().map(String);
  return types.map((type) => ({ string: 'text', null: 'null' })[type] ?? type).join(' or ');
}

function renderRefusals(operation: OperationShape): string {
  const rows = refusalCodesOf(operation).map((code) => {
    const { status, doc } = errors[code];
    return `<tr><td>${status}</td><td><code>${code}</code></td><td>${withCode(doc)}</td></tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

function curlOf({ method, path, permission, body, query, example }: OperationShape, url: string): string {
  const address = path.replaceAll(/\{\w+\}/g, '1');
  const search =
    query && !body && example ? `?${new URLSearchParams(example as Record<string, string>)}` : '';
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}'${url}${address}${search}'`];
  if (permissions[permission].signed_in) lines.push(`-H "api_access_token: $CHATWOOT_API_TOKEN"`);
  if (body && example) lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(example)}'`);
  return lines.join(' \\\n  ');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const withCode = (text: string) => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1c2024, #edeef0); --dim: light-dark(#60646c, #a0a6ae);
  --line: light-dark(#e2e4e9, #33373d); --paper: light-dark(#ffffff, #16181b); --panel: light-dark(#f7f8fa, #1d2024);
  --link: light-dark(#0b63c7, #7cb7ff); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); color: var(--ink); background: var(--paper);
  font: 15px/1.55 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem; background: var(--panel);
  border-inline-end: 1px solid var(--line); }
nav h1 { font-size: 1.1rem; margin: 0 0 1rem; }
nav h2 { font-size: .8rem; margin: 1.2rem 0 .3rem; color: var(--dim); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .15rem 0; color: inherit; text-decoration: none; }
nav a:hover { color: var(--link); text-decoration: underline; }
a { color: var(--link); }
main { padding: 1.5rem 2.5rem 6rem; max-width: 60rem; }
article { padding: 1.5rem 0; border-block-end: 1px solid var(--line); scroll-margin-top: 1rem; }
h3 { margin: 0 0 .4rem; font-size: 1.15rem; }
h4 { margin: 1.1rem 0 .4rem; font-size: .85rem; color: var(--dim); }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { margin: 0; padding: .8rem 1rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; }
table { width: 100%; border-collapse: collapse; }
td { padding: .3rem .8rem .3rem 0; vertical-align: top; border-block-end: 1px solid var(--line); overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
details { margin-block-start: .8rem; }
summary { cursor: pointer; color: var(--dim); }
.line { margin: 0 0 .6rem; overflow-wrap: anywhere; }
.line b { font: 600 12px ui-monospace, monospace; padding: .15rem .45rem; border: 1px solid var(--line); border-radius: 4px; }
.who { color: var(--dim); }
@media (max-width: 800px) { body { display: block; } nav { position: static; height: auto; max-height: 40vh; }
  main { padding: 1rem; } }
`;
