import { expect, test } from 'vitest';
import { merged } from './draft-merge.ts';

const desk = (content: string, version = 'v2') => ({ content, version });
const BEFORE = desk('Dear', 'v1');

test.each([
  ['nothing changed', 'Dear', BEFORE, BEFORE, 'Dear'],
  ['what changed here alone stays', 'Dear Rui', BEFORE, BEFORE, 'Dear Rui'],
  ['what changed elsewhere alone is taken', 'Dear', BEFORE, desk('Dear Eva'), 'Dear Eva'],
  ['what was sent or erased elsewhere goes', 'Dear', BEFORE, undefined, ''],
  ['what was begun elsewhere comes', '', undefined, desk('Dear'), 'Dear'],
  ['what was erased here stays erased', '', BEFORE, BEFORE, ''],
  ['what was sent elsewhere and changed here stays', 'Dear Rui', BEFORE, undefined, 'Dear Rui'],
  ['who wrote on here has both', 'Dear Rui', BEFORE, desk('Dear R'), 'Dear Rui'],
  ['who wrote on elsewhere has both', 'Dear R', BEFORE, desk('Dear Rui'), 'Dear Rui'],
  ['of two texts neither is lost', 'Dear Rui', BEFORE, desk('Dear Eva'), 'Dear Eva\n\nDear Rui'],
  ['of two beginnings neither is lost', 'Dear', undefined, desk('Hello'), 'Hello\n\nDear'],
])('%s', (...[, content, before, now, wanted]) => {
  expect(merged(content, before, now)).toMatchObject({ content: wanted, at_desk: now });
});
