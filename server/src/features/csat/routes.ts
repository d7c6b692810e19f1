import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csatResponses } from '@porchlight/contract/csat';
import type { FastifyReply } from 'fastify';
import { type Route, route } from '../../context.ts';
import { csvOfResponses } from './csv.ts';
import { countResponses, listResponses } from './list.ts';
import { presentOneResponse, presentResponses } from './present.ts';
import { writeReviewNotes } from './response.ts';

/** What administrators ask about surveys. */
export const csatRoutes: readonly Route[] = [
  route(csatResponses.list, async (ctx, { account_id, ...filters }) =>
    presentResponses(ctx, await listResponses(ctx, filters)),
  ),

  route(csatResponses.metrics, async (ctx, { account_id, ...filters }) => countResponses(ctx, filters)),

  route(csatResponses.download, async (ctx, { account_id, ...filters }, { reply }) => {
    await sendCsv(reply, csvOfResponses(ctx, filters));
    return '';
  }),

  route(csatResponses.update, async (ctx, { id, csat_review_notes }) =>
    presentOneResponse(ctx, await writeReviewNotes(ctx, id, csat_review_notes)),
  ),
];

async function sendCsv(reply: FastifyReply, lines: AsyncGenerator<string>) {
  const headers = reply.getHeaders() as Record<string, string>;
  reply.hijack();
  reply.raw.writeHead(200, {
    ...headers,
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="csat_report.csv"',
  });
  await pipeline(Readable.from(lines), reply.raw);
}
