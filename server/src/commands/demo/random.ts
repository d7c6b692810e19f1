/** A stream of random numbers: the same seed and the same place give the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(list: readonly Item[]): Item;
  /** Above 0, most of them small, with this mean. */
  exponential(mean: number): number;
}

/** Places have streams of their own, so that drawing more at one does not change what another gets. */
type Place = 'calendar' | 'person' | 'course' | 'words' | 'staff';

export function createRandom(seed: number, place: Place, index = 0): Random {
  let state = mix(mix(seed, hashOf(place)), index);
  const fraction = () => {
    state = (state + 0x9e3779b9) | 0;
    return finish(state) / 2 ** 32;
  };
  return {
    fraction,
    below: (limit) => Math.floor(fraction() * limit),
    chance: (probability) => fraction() < probability,
    pick: (list) => itemAt(list, Math.floor(fraction() * list.length)),
    exponential: (mean) => -Math.log(1 - fraction()) * mean,
  };
}

// The finishing steps of splitmix32.
function finish(state: number): number {
  let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

const mix = (state: number, value: number) => finish(((state ^ value) + 0x9e3779b9) | 0);

const hashOf = (text: string) => [...text].reduce((hash, sign) => mix(hash, sign.charCodeAt(0)), 7);

/** The item at a place that wraps around. */
export function itemAt<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
}

/** The place in `weights` on which a fraction falls. */
export function placeOf(weights: readonly number[], fraction: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = fraction * total;
  const place = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return place === -1 ? weights.length - 1 : place;
}
