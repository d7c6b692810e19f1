/** Lets a few at once in, such as to the database, so that a crowd does not keep others from it. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A gate with so many places; whoever finds none waits in line. */
export function openGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
