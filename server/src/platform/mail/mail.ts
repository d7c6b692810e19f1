import { createTransport, type Transporter } from 'nodemailer';
import type { Seal } from '../crypto/seal.ts';
import type { Queries } from '../database/queries.ts';
import { enqueue, type Job } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';
import { type MailContent, renderMail } from './render.ts';

/** A mail that the desk itself sends to somebody. */
export interface Mail extends MailContent {
  to: string;
  subject: string;
}

/** How mails leave; nothing when the desk sends none. */
export interface MailSettings {
  smtp_url: string | undefined;
  mail_from: string;
}

export const SEND_MAIL = 'send_mail';
const PURPOSE = 'mail';

interface SealedMail {
  sealed: string;
}

/** Has the mail sent when the transaction that `queries` is commits. Links in it are keys, so it rests sealed. */
export async function queueMail(queries: Queries, seal: Seal, mail: Mail) {
  const payload: SealedMail = { sealed: seal.close(JSON.stringify(mail), PURPOSE).toString('base64') };
  await enqueue(queries, [{ name: SEND_MAIL, payload }]);
}

/** Opens a mail that waits to be sent. */
export const openMail = (seal: Seal, { sealed }: SealedMail): Mail =>
  JSON.parse(seal.open(Buffer.from(sealed, 'base64'), PURPOSE));

const TIMEOUT_MS = 20_000;

/** The job that sends mails; one that fails is tried again, later each time. */
export function sendMailJob(
  { smtp_url, mail_from }: MailSettings,
  { seal, log }: { seal: Seal; log: Log },
): Job<SealedMail> {
  if (smtp_url === undefined) log.info('mails are not sent: set SMTP_URL to the address of a mail server');
  let transport: Transporter | undefined;
  return {
    name: SEND_MAIL,
    async run(payload) {
      // Queued while there was a server to send it.
      if (smtp_url === undefined) return;
      transport ??= openTransport(smtp_url);
      const mail = openMail(seal, payload);
      await transport.sendMail({
        from: mail_from,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        ...renderMail(mail),
        // Nobody answers these by machine: no holiday notes, no delivery loops.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
  };
}

// Every address of a mail is given to the server by itself, and content comes from us alone: nothing is fetched.
function openTransport(smtp_url: string): Transporter {
  return createTransport(
    { url: smtp_url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    { disableFileAccess: true, disableUrlAccess: true },
  );
}
