/** What a form can hold. */
type Field = readonly [name: string, value: string | Blob];

/**
 * The values as fields of a form, the way that the desk reads them back: `{ a: { b: 1 }, c: ['x'] }` is
 * `a[b]=1` and `c[]=x`. What is undefined is left out; null is empty.
 */
export function formFields(values: Readonly<Record<string, unknown>>): Field[] {
  return Object.entries(values).flatMap(([name, value]) => fieldsOf(name, value));
}

function fieldsOf(name: string, value: unknown): Field[] {
  if (value === undefined) return [];
  if (value === null) return [[name, '']];
  if (value instanceof Blob) return [[name, value]];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (Array.isArray(value))
    return value.flatMap((item, index) => fieldsOf(nameOfItem(name, item, index), item));
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(`${name}[${key}]`, item));
}

// Without numbers the keys of two objects in a row would run together.
const nameOfItem = (name: string, item: unknown, index: number) =>
  typeof item === 'object' && !(item instanceof Blob) ? `${name}[${index}]` : `${name}[]`;

/** Whether a file is among the values, which JSON cannot carry. */
export const hasFile = (values: Readonly<Record<string, unknown>>): boolean =>
  Object.values(values).some((value) =>
    Array.isArray(value) ? value.some((item) => item instanceof Blob) : value instanceof Blob,
  );
