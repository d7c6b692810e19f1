/** The same map with another value at `key`; the map itself when the value is there already. */
export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) {
  if (map.get(key) === value && map.has(key)) return map;
  return new Map(map).set(key, value);
}

/** The same map without what is at `key`. */
export function withoutEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key) {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
