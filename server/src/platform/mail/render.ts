interface Link {
  label: string;
  url: string;
}

/** What somebody said, and when, with links to what came along. */
export interface MailEntry {
  by: string;
  at: string;
  text: string;
  links: readonly Link[];
}

/** What a mail says: paragraphs, and at most one thing to do. */
export interface MailContent {
  greeting: string;
  paragraphs: readonly string[];
  action?: Link;
  /** What others said, below the paragraphs. */
  entries?: readonly MailEntry[];
  /** Small print below. */
  closing: string;
}

/** The mail as plain text and as HTML that says the same. */
export function renderMail(content: MailContent): { text: string; html: string } {
  return { text: renderText(content), html: renderHtml(content) };
}

function renderText({ greeting, paragraphs, action, entries = [], closing }: MailContent): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  const said = entries.map(renderEntryText);
  return `${[greeting, ...paragraphs, ...link, ...said, closing].join('\n\n')}\n`;
}

function renderEntryText({ by, at, text, links }: MailEntry): string {
  const lines = links.map(({ label, url }) => `${label}: ${url}`);
  return [`${by}, ${at}`, ...(text === '' ? [] : [text]), ...lines].join('\n');
}

function renderHtml({ greeting, paragraphs, action, entries = [], closing }: MailContent): string {
  const said = [greeting, ...paragraphs].map((text) => `<p>${escapeHtml(text)}</p>`);
  const link = action ? [renderAction(action)] : [];
  const small = `<p style="color:#667085;font-size:13px">${escapeHtml(closing)}</p>`;
  const body = [...said, ...link, ...entries.map(renderEntry), small].join('\n');
  return `<!doctype html>
<html lang="en"><body style="font-family:system-ui,sans-serif;line-height:1.5;color:#101828;max-width:32rem">
${body}
</body></html>
`;
}

function renderEntry({ by, at, text, links }: MailEntry): string {
  const head = `<strong>${escapeHtml(by)}</strong> <span style="color:#667085;font-size:13px">${escapeHtml(at)}</span>`;
  const said = text === '' ? [] : [escapeHtml(text).replaceAll(/\r?\n/g, '<br>\n')];
  const files = links.map(({ label, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`);
  return `<p>${[head, ...said, ...files].join('<br>\n')}</p>`;
}

function renderAction({ label, url }: Link): string {
  const look = 'background:#1d4ed8;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none';
  const address = escapeHtml(url);
  return `<p><a href="${address}" style="${look}">${escapeHtml(label)}</a></p>
<p style="font-size:13px">${address}</p>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
