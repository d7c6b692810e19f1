import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const SCRIPT_SECONDS = 300;
const SOUND_SECONDS = 86_400;

/** Scripts that pages of others load under these very names. */
const SCRIPTS = ['/sdk.js', '/chat.js', '/live.js'];

/** What the widget is made of: the scripts and sounds that pages of others load, and the parts of its own page. */
export function addWidgetFiles(app: FastifyInstance, directory: string) {
  const usual = { decorateReply: false, index: false as const, preCompressed: true, cacheControl: false };
  app.register(fastifyStatic, {
    ...usual,
    root: directory,
    prefix: '/packs/js/',
    allowedPath: (path) => SCRIPTS.includes(path),
    setHeaders: (reply) => void reply.headers(forEverySite(SCRIPT_SECONDS)),
  });
  app.register(fastifyStatic, {
    ...usual,
    root: join(directory, 'audio'),
    prefix: '/audio/',
    setHeaders: (reply) => void reply.headers(forEverySite(SOUND_SECONDS)),
  });
  // Their names carry a hash.
  app.register(fastifyStatic, {
    ...usual,
    root: join(directory, 'window/widget-assets'),
    prefix: '/widget-assets/',
    setHeaders: (reply) => void reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`),
  });
}

const forEverySite = (max_age_seconds: number) => ({
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': `public, max-age=${max_age_seconds}`,
});
