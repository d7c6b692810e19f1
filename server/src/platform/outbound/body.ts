import type { Readable } from 'node:stream';
import { OutboundFailed, translateFailure } from './errors.ts';

/** The body, up to a limit. Its connection is closed when the reader stops, early or at the limit. */
export async function* limitBody(
  source: Readable,
  limits: { hostname: string; size_max_bytes: number; declared_bytes: number },
): AsyncGenerator<Buffer, void, void> {
  const { hostname, size_max_bytes } = limits;
  let size_bytes = 0;
  try {
    if (limits.declared_bytes > size_max_bytes) {
      throw tooLarge(hostname, size_max_bytes);
    }
    for await (const chunk of source) {
      const piece: Buffer = chunk;
      size_bytes += piece.length;
      if (size_bytes > size_max_bytes) {
        throw tooLarge(hostname, size_max_bytes);
      }
      yield piece;
    }
  } catch (error) {
    throw translateFailure(error, hostname);
  } finally {
    source.on('error', ignore).destroy();
  }
}

export async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(hostname: string, size_max_bytes: number): OutboundFailed {
  return new OutboundFailed(
    'too_large',
    `${hostname} sent more than the ${size_max_bytes} bytes that we take.`,
  );
}

function ignore(): void {
  // Destroying a body that is still on its way is an error to the stream only.
}
