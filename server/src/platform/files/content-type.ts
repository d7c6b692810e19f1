import { fileTypeFromBuffer } from 'file-type';

export type Disposition = 'inline' | 'attachment';

export type SniffedType = {
  content_type: string;
  /** Whether a browser may show it in place; `fileHeaders` holds to this whatever is asked of it. */
  disposition: Disposition;
};

/** How much of a file is looked at; an office document names its kind within this. */
export const sniff_head_bytes = 16 * 1024;

/**
 * What a file is, by its first bytes. Its name only tells apart what no browser runs (csv from plain text, doc from
 * xls); what the sender declares is not asked for.
 */
export async function sniffContentType(head: Buffer, file_name: string): Promise<SniffedType> {
  const content_type = await findContentType(head, extensionOf(file_name));
  const isMarkup = content_type === 'text/plain' && markup.test(decodeText(head) ?? '');
  return { content_type, disposition: isMarkup ? 'attachment' : dispositionOf(content_type) };
}

/** The lower-case extension without its dot, or nothing. */
export function extensionOf(file_name: string): string {
  return /\.([\p{L}\p{N}]{1,10})$/u.exec(file_name)?.[1]?.toLowerCase() ?? '';
}

/** Shown in place: pictures, sound, film, plain text and PDF. Everything else is saved. */
export function dispositionOf(content_type: string): Disposition {
  return inline.test(content_type) ? 'inline' : 'attachment';
}

const inline =
  /^(image\/(png|jpeg|gif|webp|avif|apng|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain|application\/pdf)$/;

// Markup anywhere, not only at the start: this decides about a download, not about the type.
const markup = /<(!doctype|\?xml|\?php|[a-z/!][^<]{0,500}>)/i;

const octets = 'application/octet-stream';

async function findContentType(head: Buffer, extension: string): Promise<string> {
  const text = decodeText(head);
  const detected = await detect(head);
  if (text !== undefined && !(detected !== undefined && textualFormats.test(detected))) {
    return textType(text, extension);
  }
  if (detected === 'application/zip' || detected === 'application/x-cfb') {
    return officeType(detected, head, extension);
  }
  return detected === undefined || runs.test(detected) ? octets : detected;
}

// Programs, and pages with a byte in them that keeps them from being text.
const runs = /xml|html|script|flash|shockwave|java|msdownload|wasm|executable|mach-binary|x-elf/;

async function detect(head: Buffer): Promise<string | undefined> {
  try {
    const found = await fileTypeFromBuffer(head);
    return found?.mime.replace(/;.*/, '').trim().toLowerCase();
  } catch {
    // A file that breaks the detector is of no kind that we know.
    return undefined;
  }
}

// Formats of printable characters that a short magic number does not confuse with prose ("BM…", "MZ…", "GIF89a<html>").
const textualFormats = /^(application\/(pdf|postscript|rtf)|text\/(calendar|vcard|vtt))$/;

function textType(text: string, extension: string): string {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^<(\?xml|!--|!doctype\s+svg|([\w-]+:)?svg)/i.test(start) && /<([\w-]+:)?svg[\s>/]/i.test(start)) {
    return 'image/svg+xml';
  }
  // HTML, XHTML, XML, scripts and style sheets are text to us: nobody runs them from here.
  if (extension === 'json' && /^[[{]/.test(start)) {
    return 'application/json';
  }
  return tables[extension] ?? 'text/plain';
}

const tables: Readonly<Record<string, string>> = { csv: 'text/csv', tsv: 'text/tab-separated-values' };

const officeFolders = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' };

const officeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
};

/** Office files are archives first; which one they are stands in the archive, or is left to the name. */
function officeType(container: string, head: Buffer, extension: string): string {
  if (container === 'application/x-cfb') {
    return (['doc', 'xls', 'ppt', 'msg'].includes(extension) && officeTypes[extension]) || octets;
  }
  const found = Object.entries(officeFolders).find(
    ([kind, folder]) => kind === extension && head.includes(folder),
  );
  return (found && officeTypes[found[0]]) ?? container;
}

/** The head as text, or undefined when a byte of it is none that text has. */
function decodeText(head: Buffer): string | undefined {
  const encoding = encodingOf(head);
  if (head.length === 0) {
    return undefined;
  }
  try {
    // `stream` forgives a last character that the head cuts in two.
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these tell binary data from text.
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
  } catch {
    return decodeLatin(head);
  }
}

function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) {
    return 'utf-16le';
  }
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Old exports are in Latin-1 or a code page: mostly ASCII, no control characters. */
function decodeLatin(head: Buffer): string | undefined {
  const odd = head.filter((byte) => byte > 0x7e || (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte)));
  const hasControl = odd.some((byte) => byte < 0x20 || byte === 0x7f);
  return hasControl || odd.length > head.length / 4 ? undefined : head.toString('latin1');
}
