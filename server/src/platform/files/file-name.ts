import { extensionOf } from './content-type.ts';

const length_max = 150;

/** A sender's name made fit to show and to save: one line, no folders, nothing invisible, its extension kept. */
export function safeFileName(name: string): string {
  const visible = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC');
  const last =
    visible
      .split(/[/\\]/)
      .filter((part) => !/^[.\s]*$/.test(part))
      .at(-1) ?? '';
  const plain = last
    .replace(/[<>:"|?*\u2044\u2215\u29f8\u29f5\ufe68\uff0f\uff3c]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  // Windows opens a device instead of a file of these names.
  const free = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=[ .]|$)/i.test(plain) ? `_${plain}` : plain;
  return shorten(free) || 'file';
}

/** The name that the last part of a URL's path gives, as browsers take it. */
export function nameFromUrl(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return safeFileName(decodeURIComponent(last));
  } catch {
    // A lone percent sign is a legal part of a path.
    return safeFileName(last);
  }
}

/** The name with an extension that agrees with what the file is, so that a double click does what it promises. */
export function fileNameFor(content_type: string, name: string): string {
  const safe = safeFileName(name);
  const extension = extensionOf(safe);
  const fitting = extensions[content_type];
  const fits = fitting === undefined ? !runnable.has(extension) : fitting.includes(extension);
  const missing = fitting?.[0] ?? (content_type.startsWith('text/') ? 'txt' : 'bin');
  return fits ? safe : shorten(`${safe}.${missing}`);
}

function shorten(name: string): string {
  if (name.length <= length_max) {
    return name;
  }
  const extension = extensionOf(name);
  const tail = extension === '' ? '' : name.slice(-extension.length - 1);
  // A cut through a surrogate pair leaves half a character.
  const stem = name.slice(0, length_max - tail.length).replace(/[\ud800-\udbff]$/, '');
  return `${stem.replace(/[. ]+$/, '')}${tail}`;
}

// The first is the one to add.
const extensions: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/bmp': ['bmp', 'dib'],
  'image/heic': ['heic'],
  'image/tiff': ['tif', 'tiff'],
  'image/svg+xml': ['svg'],
  'audio/mpeg': ['mp3', 'mpga'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'application/pdf': ['pdf'],
  'application/json': ['json'],
  'text/csv': ['csv'],
};

// What a desktop runs, or hands to a browser with the rights of a local file.
const runnable = new Set(
  'bat cmd com css hta htm html js jse lnk mht mhtml mjs php pif ps1 reg scr sh shtml svg svgz url vb vbs wsf xht xhtml xml xsl xslt'.split(
    ' ',
  ),
);
