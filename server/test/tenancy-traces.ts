/** Texts by which somebody else's rows are known in an answer. */
export type Traces = readonly string[];

const LENGTH_MIN = 8;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.+]+$/;

/** The texts that stand in the rows of others and not among ours. */
export function findTraces(others: readonly string[], ours: readonly string[]): Traces {
  const known = textsOf(ours);
  return [...textsOf(others)].filter(
    (text) => text.length >= LENGTH_MIN && !TIME.test(text) && !known.has(text),
  );
}

/** Every text in these rows, each row a line of JSON. */
function textsOf(tables: readonly string[]): Set<string> {
  const texts = new Set<string>();
  const collect = (_: string, value: unknown) => {
    if (typeof value === 'string') texts.add(value);
    return value;
  };
  for (const line of tables.join('\n').split('\n')) if (line !== '') JSON.parse(line, collect);
  return texts;
}

/** The traces in an answer, but for those that the request brought itself. */
export function leaksIn(answer: string, sent: string, traces: Traces): string[] {
  const brought = traces.filter((trace) => sent.includes(trace));
  const rest = brought.reduce((text, trace) => text.replaceAll(trace, ''), answer);
  return traces.filter((trace) => rest.includes(trace));
}

/** The answer without the links of contacts: those belong to the whole account, with the names of their inboxes. */
export function withoutLinks(body: string): string {
  if (!body.includes('"contact_inboxes"')) return body;
  return JSON.stringify(JSON.parse(body, (key, value) => (key === 'contact_inboxes' ? undefined : value)));
}

/** The text without what is random each time: ids, tokens, digests, and names of visitors that nobody chose. */
export const withoutMadeUp = (text: string) => text.replaceAll(/[\w-]{20,}|\b[a-z]+-[a-z]+-\d{3}\b/g, '…');
