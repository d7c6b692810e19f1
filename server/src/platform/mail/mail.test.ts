import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { startJobs } from '../jobs/jobs.ts';
import { type Mail, openMail, queueMail, SEND_MAIL, sendMailJob } from './mail.ts';

interface Received {
  from: string;
  to: string[];
  source: string;
  user: string | undefined;
}

let desk: TestDesk;
let server: SMTPServer;
let smtp_url: string;
let received: Received[] = [];
let refusals = 0;

beforeAll(async () => {
  desk = await openTestDesk();
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      done(password === 'p@ss/word' ? null : new Error('Wrong password'), { user: username }),
    onData: (stream, { envelope, user }, done) =>
      void receive(stream, envelope, String(user)).then(done, done),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  smtp_url = `smtp://desk:p%40ss%2Fword@127.0.0.1:${port}`;
});
beforeEach(() => {
  received = [];
  refusals = 0;
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await desk?.close();
});

type Envelope = { mailFrom: { address: string } | false; rcptTo: { address: string }[] };

async function receive(stream: Parameters<typeof text>[0], envelope: Envelope, user: string) {
  const source = await text(stream);
  if (refusals > 0) {
    refusals -= 1;
    return Object.assign(new Error('Come back later'), { responseCode: 451 });
  }
  const from = envelope.mailFrom ? envelope.mailFrom.address : '';
  received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source, user });
  return null;
}

const MAIL: Mail = {
  to: 'ana@example.com',
  subject: 'You are invited to Zażółć & Söhne',
  greeting: 'Hello,',
  paragraphs: ['a <b>bold</b> word & more', 'Zażółć gęślą jaźń'],
  action: { label: 'Begin', url: 'https://desk.example.com/app/x?token=abc&y="1"' },
  closing: 'Delete it.',
};
const FROM = 'Porchlight <desk@example.com>';

async function send(mail: Mail, url: string | undefined = smtp_url) {
  const { seal, log } = desk.services;
  const sealed = seal.close(JSON.stringify(mail), 'mail').toString('base64');
  await sendMailJob({ smtp_url: url, mail_from: FROM }, { seal, log }).run({ sealed });
}

/** The parts of a mail, decoded. */
function partsOf(source: string): string {
  const unfolded = source.replaceAll('=\r\n', '').replaceAll('\r\n', '\n');
  const bytes = unfolded.replaceAll(/=([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}

it('a mail reaches the server with the user and password of its address', async () => {
  await send(MAIL);
  expect(received).toMatchObject([{ from: 'desk@example.com', to: ['ana@example.com'], user: 'desk' }]);
});

it('a mail says the same as text and as HTML, and HTML shows signs as they are', async () => {
  await send(MAIL);
  const said = partsOf(received[0]?.source ?? '');
  expect(said).toContain('From: Porchlight <desk@example.com>');
  expect(said).toContain('Content-Type: text/plain');
  expect(said).toContain('Content-Type: text/html');
  expect(said).toContain('a <b>bold</b> word & more');
  expect(said).toContain('a &lt;b&gt;bold&lt;/b&gt; word &amp; more');
  expect(said.match(/Zażółć gęślą jaźń/g)).toHaveLength(2);
  expect(said).toContain('Begin:\nhttps://desk.example.com/app/x?token=abc&y="1"');
  expect(said).toContain('href="https://desk.example.com/app/x?token=abc&amp;y=&quot;1&quot;"');
});

it('a mail says that no machine has to answer it', async () => {
  await send(MAIL);
  expect(received[0]?.source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
});

it('line ends in a subject make no header', async () => {
  await send({ ...MAIL, subject: 'Hello\r\nBcc: eve@example.com\r\n\r\nBody' });
  expect(received[0]?.to).toEqual(['ana@example.com']);
  expect(received[0]?.source).not.toMatch(/^Bcc:/im);
});

it('an address is one receiver, whatever stands in it', async () => {
  await send({ ...MAIL, to: 'ana@example.com, eve@example.com' }).catch(() => undefined);
  expect(received.flatMap(({ to }) => to)).not.toContain('eve@example.com');
});

it('a mail that the server refuses, or a server that is away, fails the job', async () => {
  refusals = 1;
  await expect(send(MAIL)).rejects.toThrow('Come back later');
  await expect(send(MAIL, smtp_url.replace('p%40ss', 'wrong'))).rejects.toThrow();
  await expect(send(MAIL, 'smtp://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
  expect(received).toEqual([]);
});

it('without a server nothing is sent, and the log says so once', async () => {
  const said: string[] = [];
  const { seal } = desk.services;
  const log = Object.assign(Object.create(desk.services.log), { info: (line: string) => said.push(line) });
  const job = sendMailJob({ smtp_url: undefined, mail_from: FROM }, { seal, log });
  const sealed = seal.close(JSON.stringify(MAIL), 'mail').toString('base64');
  await job.run({ sealed });
  await job.run({ sealed });
  expect(said).toEqual([expect.stringContaining('SMTP_URL')]);
  expect(received).toEqual([]);
});

it('a queued mail rests sealed, and goes with the commit alone', async () => {
  const { database, seal } = desk.services;
  const failed = database.queries.transaction(async (queries) => {
    await queueMail(queries, seal, MAIL);
    throw new Error('No');
  });
  await expect(failed).rejects.toThrow('No');
  await database.queries.transaction((queries) => queueMail(queries, seal, MAIL));
  const { rows } = await database.pool.query('select payload from graphile_worker._private_jobs');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('token=abc');
  expect(openMail(seal, rows[0].payload)).toEqual(MAIL);
  await database.pool.query('delete from graphile_worker._private_jobs');
});

it('a mail that failed is sent by a later try', async () => {
  const { database, seal, log } = desk.services;
  refusals = 1;
  const job = sendMailJob({ smtp_url, mail_from: FROM }, { seal, log });
  const jobs = await startJobs({ database, log, jobs: [job], scheduled: [] });
  await database.queries.transaction((queries) => queueMail(queries, seal, MAIL));
  await until(async () => refusals === 0);
  await until(async () => (await attempts()) === 1);
  await database.pool.query(
    'update graphile_worker._private_jobs set run_at = now(), locked_at = null, locked_by = null',
  );
  await until(async () => received.length === 1);
  await jobs.stop();
  expect(job.name).toBe(SEND_MAIL);

  async function attempts() {
    const { rows } = await database.pool.query(
      'select attempts from graphile_worker._private_jobs where last_error is not null',
    );
    return rows[0]?.attempts;
  }
});

async function until(isSo: () => Promise<boolean>) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await wait(50);
  }
  throw new Error('It did not come to that');
}
