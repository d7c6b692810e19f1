import { channelOf, featureOf, roleOf } from '../imports/place.ts';
import type { Tree } from '../tree.ts';
import type { ArchitectureRule, Judgement } from './rule.ts';

const OF_EVERY_CHANNEL = ['manifest.ts', 'adapter.ts', 'README.md'];

export const channelFiles: ArchitectureRule = {
  name: 'channel-files',
  says: `a channel has ${OF_EVERY_CHANNEL.join(', ')}`,
  judge: ({ texts }: Tree): Judgement => {
    const channels = namesOf(texts.keys(), channelOf);
    const findings = channels.flatMap((channel) =>
      OF_EVERY_CHANNEL.map((name) => `channels/src/${channel}/${name}`)
        .filter((path) => !texts.has(path))
        .map((path) => ({ path, line: 1, rule: 'channel-files', says: 'every channel has this file' })),
    );
    return { looked: channels.length, findings };
  },
};

export const featureTests: ArchitectureRule = {
  name: 'feature-tests',
  says: 'a feature that answers requests has a test beside it',
  judge: ({ texts }: Tree): Judgement => {
    const paths = [...texts.keys()];
    const answering = namesOf(
      paths.filter((path) => roleOf(path) === 'routes'),
      featureOf,
    );
    const tested = new Set(paths.filter((path) => path.endsWith('.test.ts')).map(featureOf));
    const findings = answering
      .filter((feature) => !tested.has(feature))
      .map((feature) => `server/src/features/${feature}`)
      .map((path) => ({ path, line: 1, rule: 'feature-tests', says: 'has routes and no *.test.ts' }));
    return { looked: answering.length, findings };
  },
};

function namesOf(paths: Iterable<string>, nameOf: (path: string) => string | undefined): string[] {
  return [...new Set([...paths].map(nameOf).filter((name) => name !== undefined))];
}
