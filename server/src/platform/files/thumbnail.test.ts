import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { canHaveThumbnail, createThumbnail, readImageSize } from './thumbnail.ts';

const blue = { r: 0, g: 90, b: 200, alpha: 0.5 };

function picture(width: number, height: number) {
  return sharp({ create: { width, height, channels: 4, background: blue } });
}

/** A PNG that says it is as large as you like, and packs as many rows as it takes to unpack to it. */
function bomb(width: number, height: number, rows: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((width + 1) * rows), { level: 9 });
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

describe('a thumbnail', () => {
  test.each([
    ['image/png', () => picture(1000, 500).png().toBuffer()],
    ['image/jpeg', () => picture(1000, 500).jpeg().toBuffer()],
    ['image/webp', () => picture(1000, 500).webp().toBuffer()],
    ['image/gif', () => picture(1000, 500).gif().toBuffer()],
    ['image/avif', () => picture(1000, 500).avif({ effort: 0 }).toBuffer()],
  ])('of %s fits the box and keeps its shape', async (content_type, make) => {
    const image = await make();
    const thumbnail = await createThumbnail(image, content_type);
    expect(thumbnail).toMatchObject({ content_type: 'image/webp', width: 250, height: 125 });
    expect(await sharp(thumbnail?.data).metadata()).toMatchObject({
      format: 'webp',
      width: 250,
      height: 125,
    });
    expect(await readImageSize(image, content_type)).toEqual({ width: 1000, height: 500 });
  });

  test('of a small picture is not blown up', async () => {
    const image = await picture(40, 30).png().toBuffer();
    expect(await createThumbnail(image, 'image/png')).toMatchObject({ width: 40, height: 30 });
  });

  test('stands upright and carries neither place nor camera', async () => {
    const exif = { IFD0: { Make: 'SecretCam' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } };
    const image = await picture(1000, 500).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    expect(image.includes('SecretCam')).toBe(true);
    const thumbnail = await createThumbnail(image, 'image/jpeg');
    const metadata = await sharp(thumbnail?.data).metadata();
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined]);
    expect(thumbnail?.data.includes('SecretCam')).toBe(false);
    const orientation = (await sharp(image).metadata()).orientation;
    expect(orientation).toBe(6);
    expect(thumbnail).toMatchObject({ width: 125, height: 250 });
    expect(await readImageSize(image, 'image/jpeg')).toEqual({ width: 500, height: 1000 });
  });

  test('of an animation is its first frame', async () => {
    const frames = await Promise.all(
      ['#f00', '#00f'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const image = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(image).metadata()).pages).toBe(2);
    const thumbnail = await createThumbnail(image, 'image/gif');
    expect(thumbnail).toMatchObject({ width: 20, height: 20 });
    const { dominant } = await sharp(thumbnail?.data).stats();
    expect(dominant.r).toBeGreaterThan(dominant.b);
  });

  test.each([
    ['17,000 × 17,000 (289 megapixels)', bomb(17_000, 17_000, 17_000), 'image/png'],
    ['100,000 × 100,000', bomb(100_000, 100_000, 1), 'image/png'],
    ['1 × 1,000,000,000', bomb(1, 1_000_000_000, 1), 'image/png'],
    ['one pixel too many', bomb(50_000, 1001, 1001), 'image/png'],
    ['a picture cut short', bomb(1000, 1000, 1), 'image/png'],
    ['noise', Buffer.alloc(1000, 7), 'image/png'],
    ['nothing', Buffer.alloc(0), 'image/png'],
    [
      'SVG that calls itself PNG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'image/png',
    ],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'image/svg+xml'],
    ['PDF', Buffer.from('%PDF-1.4'), 'application/pdf'],
  ])('is not made of %s, and soon', async (_what, image, content_type) => {
    const begun = performance.now();
    expect(await createThumbnail(image, content_type)).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test('is still made after one that could not be', async () => {
    const image = await picture(300, 300).png().toBuffer();
    const outcomes = await Promise.all([
      createThumbnail(bomb(17_000, 17_000, 1), 'image/png'),
      createThumbnail(image, 'image/png'),
      createThumbnail(Buffer.alloc(3), 'image/gif'),
      createThumbnail(image, 'image/png'),
    ]);
    expect(outcomes.map((outcome) => outcome?.width)).toEqual([undefined, 250, undefined, 250]);
  });

  test('of the largest picture that is taken costs no more memory than that picture', async () => {
    const image = bomb(50_000, 1000, 1000);
    const before = process.memoryUsage().rss;
    expect(await createThumbnail(image, 'image/png')).toMatchObject({ width: 250, height: 5 });
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
  });

  test('belongs to formats with a reader that stays within the file', () => {
    expect(
      ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'].map(canHaveThumbnail),
    ).not.toContain(false);
    expect(
      ['image/svg+xml', 'application/pdf', 'image/tiff', 'constructor'].map(canHaveThumbnail),
    ).not.toContain(true);
  });
});
