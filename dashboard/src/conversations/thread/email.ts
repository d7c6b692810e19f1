/** What is shown of a mail. */
export interface Email {
  subject: string | undefined;
  from: string;
  to: string;
  cc: string;
  /** As it was sent; nothing when the mail was text alone. */
  html: string | undefined;
  text: string | undefined;
  quoted_html: string | undefined;
  quoted_text: string | undefined;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

const addresses = (value: unknown): string =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : (text(value) ?? '');

/** The mail that a message came by; nothing for those that came otherwise. */
export function readEmail({ email }: Readonly<Record<string, unknown>>): Email | undefined {
  if (typeof email !== 'object' || email === null) return undefined;
  const html = field(email, 'html_content');
  const plain = field(email, 'text_content');
  const read = {
    subject: text(field(email, 'subject')),
    from: addresses(field(email, 'from')),
    to: addresses(field(email, 'to')),
    cc: addresses(field(email, 'cc')),
    html: text(field(html, 'reply')) ?? text(field(html, 'full')),
    text: text(field(plain, 'reply')) ?? text(field(plain, 'full')),
    quoted_html: text(field(html, 'quoted')),
    quoted_text: text(field(plain, 'quoted')),
  };
  const hasAnything = read.subject !== undefined || read.html !== undefined || read.text !== undefined;
  return hasAnything ? read : undefined;
}
