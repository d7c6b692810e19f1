import { randomBytes } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { inboxes } from '../inboxes/table.ts';
import { scriptText } from './page-html.ts';

/**
 * `/widget_tests`: a page with the widget on it, to try settings by its address, as in
 * `/widget_tests?inbox_id=2&position=left&darkMode=auto`. Without `inbox_id` it is the first website inbox.
 */
export function addDemoPage(app: FastifyInstance, services: Services) {
  app.get('/widget_tests', async (request, reply) => {
    const { inbox_id, ...given } = request.query as Record<string, string>;
    const website_token = await findWebsiteToken(services, inbox_id);
    if (website_token === undefined) throw notFound();
    const nonce = randomBytes(16).toString('base64');
    return reply
      .headers({ 'content-security-policy': policyOf(request, nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(render({ website_token, nonce, settings: readSettings(given) }));
  });
}

async function findWebsiteToken({ database }: Services, inbox_id: string | undefined) {
  const chosen = inbox_id === undefined ? undefined : eq(inboxes.id, Number(inbox_id) || 0);
  const [inbox] = await database.queries
    .select({ settings: inboxes.settings })
    .from(inboxes)
    .where(and(eq(inboxes.channel_kind, 'web-widget'), chosen))
    .orderBy(asc(inboxes.id))
    .limit(1);
  const { website_token } = inbox?.settings ?? {};
  return typeof website_token === 'string' ? website_token : undefined;
}

/** What stands in the address is text; a site's settings know true and false. */
function readSettings(given: Record<string, string>): Record<string, unknown> {
  const words: Record<string, unknown> = { true: true, false: false };
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, words[text] ?? text]));
}

const policyOf = ({ host }: FastifyRequest, nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `connect-src 'self' ${/^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : ''}`,
    "frame-src 'self'",
    "media-src 'self'",
    'img-src data:',
    "base-uri 'none'",
  ].join('; ');

interface DemoPage {
  website_token: string;
  nonce: string;
  settings: Record<string, unknown>;
}

function render({ website_token, nonce, settings }: DemoPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>The widget on a page</title>
<link rel="icon" href="data:,">
<script nonce="${nonce}">
  window.chatwootSettings = ${scriptText(settings)};
  (function (d, t) {
    var BASE_URL = location.origin;
    var g = d.createElement(t), s = d.getElementsByTagName(t)[0];
    g.src = BASE_URL + '/packs/js/sdk.js';
    g.async = true;
    s.parentNode.insertBefore(g, s);
    g.onload = function () {
      window.chatwootSDK.run({ websiteToken: ${scriptText(website_token)}, baseUrl: BASE_URL });
    };
  })(document, 'script');
</script>
</head>
<body>
<h1>The widget on a page</h1>
<p>Add settings to the address, such as <code>?position=left&amp;type=expanded_bubble&amp;locale=ar</code>, and an
<code>inbox_id</code> for another website.</p>
</body>
</html>
`;
}
