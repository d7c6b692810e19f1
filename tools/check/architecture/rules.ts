import { barrels } from './barrels.ts';
import { clock } from './clock.ts';
import { unfinished } from './comments.ts';
import { docstrings } from './docstrings.ts';
import { environment } from './environment.ts';
import { eventLines } from './events.ts';
import { channelFiles, featureTests } from './folders.ts';
import { fileLength, functionLength } from './length.ts';
import { names } from './names.ts';
import { presenterSpread } from './presenters.ts';
import type { ArchitectureRule } from './rule.ts';

export const architectureRules: ArchitectureRule[] = [
  fileLength,
  functionLength,
  environment,
  presenterSpread,
  names,
  barrels,
  unfinished,
  clock,
  channelFiles,
  featureTests,
  docstrings,
  eventLines,
];
