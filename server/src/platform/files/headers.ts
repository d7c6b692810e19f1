import { type Disposition, dispositionOf } from './content-type.ts';
import { safeFileName } from './file-name.ts';

/** The response headers of a stored file, safe even when the row that describes it was written by an import. */
export function fileHeaders(file: {
  content_type: string;
  file_name: string;
  disposition: Disposition;
}): Record<string, string> {
  const content_type = servedType(file.content_type);
  const mayShow = dispositionOf(content_type) === 'inline' && content_type === essence(file.content_type);
  const disposition = mayShow ? file.disposition : 'attachment';
  return {
    'content-type': content_type.startsWith('text/') ? `${content_type}; charset=utf-8` : content_type,
    'content-disposition': contentDisposition(disposition, safeFileName(file.file_name)),
    'x-content-type-options': 'nosniff',
    'content-security-policy': contentSecurityPolicy(content_type),
    // The widget shows pictures on other sites.
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    // Short, so that a deleted message's file is soon gone from caches; never in one that is shared.
    'cache-control': 'private, max-age=300',
  };
}

function essence(content_type: string): string {
  return content_type.replace(/;.*/, '').trim().toLowerCase();
}

const harmless =
  /^((image|audio|video)\/(?!svg)[\w.-]+|text\/(plain|csv|calendar|vcard|vtt|tab-separated-values)|application\/(pdf|json|zip|gzip|x-7z-compressed|x-rar-compressed|rtf|msword|epub\+zip|vnd\.[\w.-]+))$/;

/** Never a type that a browser runs, frames as a page or hands to a plug-in. */
function servedType(given: string): string {
  const content_type = essence(given);
  if (harmless.test(content_type)) {
    return content_type;
  }
  return content_type.startsWith('text/') ? 'text/plain' : 'application/octet-stream';
}

function contentSecurityPolicy(content_type: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'";
  // Browsers refuse to start their PDF viewer in a sandbox.
  return content_type === 'application/pdf' ? `${policy}; object-src 'self'` : `${policy}; sandbox`;
}

/** RFC 6266: an ASCII stand-in for old clients, the real name as RFC 8187 for the others. */
function contentDisposition(disposition: Disposition, file_name: string): string {
  const ascii = file_name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%;]/gu, '_');
  const encoded = encodeURIComponent(file_name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
