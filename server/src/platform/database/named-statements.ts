import pg from 'pg';

/*
 * A statement with a name is parsed and planned once for each connection; without one, each time. Drizzle builds the
 * same text again for the same query, so the text itself tells which statement it is.
 */

const STATEMENTS_MAX = 400;
// A list of another length is another statement; these would fill the table.
const VARIABLE_LENGTH = /\bin \(\$\d+, |\bvalues \(.*?\), \(/is;

const names = new Map<string, string>();

/** The name of a statement, or nothing for one that is not worth keeping. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= STATEMENTS_MAX || VARIABLE_LENGTH.test(text)) return undefined;
  const name = `statement_${names.size + 1}`;
  names.set(text, name);
  return name;
}

interface Statement {
  text: string;
  name?: string | undefined;
}

const isStatement = (query: unknown): query is Statement =>
  typeof query === 'object' && query !== null && 'text' in query && !('submit' in query);

/** A connection whose statements with parameters are kept by name. */
export class NamingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...args: unknown[]) => unknown;
    const named = (query: unknown, values: unknown, ...rest: unknown[]) => {
      const isKept =
        isStatement(query) && query.name === undefined && Array.isArray(values) && values.length > 0;
      return send(isKept ? { ...query, name: nameOf(query.text) } : query, values, ...rest);
    };
    this.query = named as typeof this.query;
  }
}
