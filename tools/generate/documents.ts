import { events } from '@porchlight/contract/events';
import { settings } from '../../server/src/config.ts';
import { type Generated, partOfFile, wholeFile } from './generated.ts';

/** The list of settings in the README. */
export function generateSettings(root: string): Promise<Generated> {
  const rows = Object.entries(settings).map(
    ([name, { default: standard, doc }]) => `| \`${name}\` | ${standard} | ${doc} |`,
  );
  const table = ['| setting | when absent | what it is |', '|---|---|---|', ...rows].join('\n');
  return partOfFile(root, 'README.md', 'settings', `\n${table}\n`);
}

/** The list of events in the documentation. */
export function generateEvents(root: string): Promise<Generated> {
  const rows = Object.entries(events).map(
    ([name, { internal, doc }]) => `| \`${name}\` | ${internal ? 'the desk' : 'everyone'} | ${doc} |`,
  );
  const text = `# What can happen

Every change writes its event in the same transaction; \`contract/src/events.ts\` is the list this page is made from.
"Everyone" are webhooks, sockets and the event feed; "the desk" are its own rules and reports.

| event | for | when |
|---|---|---|
${rows.join('\n')}
`;
  return wholeFile(root, 'docs/api/events.md', text);
}
