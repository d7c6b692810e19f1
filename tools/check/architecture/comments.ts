import { fileRule } from './rule.ts';

export const unfinished = fileRule({
  name: 'unfinished',
  says: 'finish it, or write it down where it will be found; no notes to oneself in the code',
  concerns: () => true,
  look: ({ comments }) => {
    const spots = comments.filter(({ value }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(value));
    return { looked: comments.length, spots: spots.map(({ start }) => ({ offset: start })) };
  },
});
