/** What a mail says: paragraphs, and at most one thing to do. */
export interface MailContent {
  greeting: string;
  paragraphs: readonly string[];
  action?: { label: string; url: string };
  /** Small print below. */
  closing: string;
}

/** The mail as plain text and as HTML that says the same. */
export function renderMail(content: MailContent): { text: string; html: string } {
  return { text: renderText(content), html: renderHtml(content) };
}

function renderText({ greeting, paragraphs, action, closing }: MailContent): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return `${[greeting, ...paragraphs, ...link, closing].join('\n\n')}\n`;
}

function renderHtml({ greeting, paragraphs, action, closing }: MailContent): string {
  const said = [greeting, ...paragraphs].map((text) => `<p>${escapeHtml(text)}</p>`);
  const link = action ? [renderAction(action)] : [];
  const small = `<p style="color:#667085;font-size:13px">${escapeHtml(closing)}</p>`;
  const body = [...said, ...link, small].join('\n');
  return `<!doctype html>
<html lang="en"><body style="font-family:system-ui,sans-serif;line-height:1.5;color:#101828;max-width:32rem">
${body}
</body></html>
`;
}

function renderAction({ label, url }: { label: string; url: string }): string {
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
