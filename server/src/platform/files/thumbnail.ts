import type { Sharp, SharpOptions } from 'sharp';

export type ImageSize = { width: number; height: number };
export type Thumbnail = ImageSize & { data: Buffer; content_type: 'image/webp' };

const box_px = 250;
// 50 megapixels decode to 200 MB at most; the library's own limit is five times that.
const pixels_max = 50_000_000;
const seconds_max = 5;
const source_max_bytes = 64 * 1024 * 1024;

/** A picture that fits 250 × 250 and carries no metadata (place, camera), or undefined when none can be made. */
export async function createThumbnail(image: Buffer, content_type: string): Promise<Thumbnail | undefined> {
  return onePicture(image, content_type, async (picture) => {
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: box_px, height: box_px, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: seconds_max })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { data, content_type: 'image/webp', width: info.width, height: info.height };
  });
}

/** Width and height as shown, turned like the camera was; undefined when it is not a picture that we can read. */
export async function readImageSize(image: Buffer, content_type: string): Promise<ImageSize | undefined> {
  return onePicture(image, content_type, async (picture) => {
    const { autoOrient } = await picture.metadata();
    return { width: autoOrient.width, height: autoOrient.height };
  });
}

/** The sniffed types that have thumbnails. SVG, PDF and camera formats stay out: their readers reach too far. */
export function canHaveThumbnail(content_type: string): boolean {
  return Object.hasOwn(loaders, content_type);
}

const loaders: Readonly<Record<string, string>> = {
  'image/jpeg': 'VipsForeignLoadJpeg',
  'image/png': 'VipsForeignLoadPng',
  'image/apng': 'VipsForeignLoadPng',
  'image/gif': 'VipsForeignLoadNsgif',
  'image/webp': 'VipsForeignLoadWebp',
  'image/avif': 'VipsForeignLoadHeif',
};

const options: SharpOptions = {
  limitInputPixels: pixels_max,
  failOn: 'error',
  pages: 1,
  sequentialRead: true,
};

// One at a time: memory is the limit, not speed.
let last: Promise<unknown> = Promise.resolve();

async function onePicture<T>(
  image: Buffer,
  content_type: string,
  work: (picture: Sharp) => Promise<T>,
): Promise<T | undefined> {
  if (!canHaveThumbnail(content_type) || image.length > source_max_bytes) {
    return undefined;
  }
  const turn = last.then(async () => {
    try {
      const sharp = await loadSharp();
      return await work(sharp(image, options));
    } catch {
      // A picture that cannot be read is shown as a file; the message it came with must not fail for it.
      return undefined;
    }
  });
  last = turn;
  return turn;
}

async function loadSharp() {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [...new Set(Object.values(loaders))] });
  return sharp;
}
