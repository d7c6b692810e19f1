import { type Mail, openMail, SEND_MAIL } from '../src/platform/mail/mail.ts';
import type { TestDesk } from './harness.ts';
import { readJobs } from './jobs.ts';

/** A mail server that nobody asks: mails are queued and stay there for the test to read. */
export const WITH_MAIL = { SMTP_URL: 'smtp://mail.example.com' };

/** The mails that wait to be sent, oldest first. */
export async function readAllMails(desk: TestDesk): Promise<Mail[]> {
  const jobs = await readJobs(desk, SEND_MAIL);
  return jobs.map(({ payload }) => openMail(desk.services.seal, payload));
}

/** The mails that wait to be sent to this address, oldest first. */
export const readMails = async (desk: TestDesk, to: string): Promise<Mail[]> =>
  (await readAllMails(desk)).filter((mail) => mail.to === to);

/** The token in the link of the newest mail to this address. */
export async function readToken(desk: TestDesk, to: string): Promise<string> {
  const url = (await readMails(desk, to)).at(-1)?.action?.url;
  const [token] = [...new URL(url ?? 'https://desk.example.com').searchParams.values()];
  if (token === undefined) throw new Error(`No mail with a link waits for ${to}`);
  return token;
}
