import { randomInt } from 'node:crypto';

const QUALITIES =
  'amber autumn bold brave bright calm cedar clear coral crisp dawn dusty early eager fair fern gentle golden green ' +
  'happy hazel honest icy ivory jolly keen kind late lively lucky maple mellow misty morning noble olive patient pine ' +
  'plain proud quick quiet red rosy russet sandy silent silver snowy still sunny swift tidy violet warm wild winter wise';

const THINGS =
  'bay beach birch bird breeze brook canyon cloud cove creek delta dune field finch fjord forest garden glade harbor ' +
  'hawk heath heron hill island lake lark leaf meadow moon moss mountain oak otter owl path peak pebble pond prairie ' +
  'rain reef ridge river robin rook sea shore sky sparrow spring star stone stream swan thrush tide valley wave willow';

const pick = (words: string) => {
  const all = words.split(' ');
  return all[randomInt(all.length)] ?? '';
};

/** A name for somebody who has not told theirs, so that agents can tell visitors apart. */
export const makeVisitorName = () => `${pick(QUALITIES)}-${pick(THINGS)}-${randomInt(100, 1000)}`;
