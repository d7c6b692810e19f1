import { createServer, type ServerResponse } from 'node:http';

/** A page of a website that is not ours. */
export interface SitePage {
  /** Whatever stands in the body. */
  body?: string;
  /** Whatever stands in the head, before the snippet. */
  head?: string;
  headers?: Record<string, string>;
  /** What `window.chatwootSettings` is; nothing unless said. */
  settings?: Record<string, unknown>;
  /** The desk and the website that the snippet names; a page without the snippet otherwise. */
  widget?: { url: string; website_token: string };
  /** Carried by the snippet's script elements, for a policy that asks for it. */
  nonce?: string;
}

/** A web server of somebody else: as `localhost`, so that it is another site than the desk at 127.0.0.1. */
export interface Site {
  origin: string;
  /** Lays a page at this path, and answers its address. */
  lay(path: string, page: SitePage): string;
  close(): Promise<void>;
}

/** Opens a website with no pages yet. */
export async function openSite(): Promise<Site> {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example');
    answer(response, pages.get(pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site does not listen');
  const origin = `http://localhost:${address.port}`;
  return {
    origin,
    lay(path, page) {
      pages.set(path, page);
      return `${origin}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, page: SitePage | undefined) {
  response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers });
  response.end(page ? render(page) : 'There is no such page.');
}

const LONG_TEXT = '<p>Some text of the shop, which is what visitors came for.</p>'.repeat(40);

function render({ head = '', body = `<h1>Shop</h1>${LONG_TEXT}`, ...snippet }: SitePage): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
<link rel="icon" href="data:,">${head}${renderSnippet(snippet)}</head><body>${body}</body></html>`;
}

/** The snippet as integrators paste it from the documents that they have. */
function renderSnippet({ settings, widget, nonce }: SitePage): string {
  if (!widget) return '';
  const given = settings ? `window.chatwootSettings = ${JSON.stringify(settings)};` : '';
  return `<script${nonce ? ` nonce="${nonce}"` : ''}>${given}
  (function(d,t) {
    var BASE_URL="${widget.url}";
    var g=d.createElement(t),s=d.getElementsByTagName(t)[0];
    g.src=BASE_URL+"/packs/js/sdk.js";
    g.defer = true;
    g.async = true;
    s.parentNode.insertBefore(g,s);
    g.onload=function(){
      window.chatwootSDK.run({
        websiteToken: '${widget.website_token}',
        baseUrl: BASE_URL
      })
    }
  })(document,"script");
</script>`;
}
