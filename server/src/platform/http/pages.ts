import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface PagesOptions {
  /** The folder of the built pages, with index.html and app-assets/. */
  directory: string;
  /** Whether people may make accounts here by themselves: the pages offer it then. */
  has_sign_up?: boolean;
  /** Whether mails go out: the pages promise none otherwise. */
  has_mail?: boolean;
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Files of this desk alone, no code within the page, and no frame around it. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const factOf = (name: 'sign-up' | 'mail', value: 'on' | 'off') =>
  `<meta name="porchlight-${name}" content="${value}"`;

const MISSING = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Porchlight</title>
<p>The pages of this desk are not built. Run "npm run build" in its folder, then load this page again.</p></html>
`;

/** The agents' dashboard: one page under /app, whose parts carry hashed names under /app-assets. */
export function addPages(app: FastifyInstance, options: PagesOptions) {
  const { directory } = options;
  app.register(fastifyStatic, {
    root: join(directory, 'app-assets'),
    prefix: '/app-assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`),
  });
  const show = (request: FastifyRequest, reply: FastifyReply) => showPage(request, reply, options);
  app.get('/', async (_request, reply) => reply.redirect('/app', 302));
  app.get('/app', show);
  app.get('/app/*', show);
}

async function showPage(request: FastifyRequest, reply: FastifyReply, options: PagesOptions) {
  reply.header('vary', 'accept');
  if (wantsJsonAlone(request.headers.accept)) {
    const error = 'This is a page for browsers; programs find the same data under /api/v1.';
    return reply.code(406).send({ error });
  }
  const page = await readPage(options);
  return reply
    .code(page === undefined ? 503 : 200)
    .headers({
      'content-security-policy': POLICY,
      'cache-control': page === undefined ? 'no-store' : 'no-cache',
    })
    .type('text/html; charset=utf-8')
    .send(page ?? MISSING);
}

function wantsJsonAlone(accept: string | undefined): boolean {
  const types = (accept ?? '*/*').split(',').map((type) => type.split(';', 1)[0]?.trim().toLowerCase());
  return types.every((type) => type === 'application/json');
}

// Read each time: a build beside a running desk changes the names that the page asks for.
async function readPage({ directory, has_sign_up, has_mail }: PagesOptions): Promise<string | undefined> {
  try {
    const page = await readFile(join(directory, 'index.html'), 'utf8');
    const facts = [has_sign_up && ('sign-up' as const), has_mail && ('mail' as const)];
    return facts.reduce<string>(
      (told, fact) => (fact ? told.replace(factOf(fact, 'off'), factOf(fact, 'on')) : told),
      page,
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
