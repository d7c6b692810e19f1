import type { OperationShape } from '@porchlight/contract/operation';
import { operations } from '@porchlight/contract/operations';
import { type Generated, wholeFile } from './generated.ts';

/** Method and path of each operation and where its arguments go, so that the SDK in a browser needs no schemas. */
export function generateRoutes(root: string): Promise<Generated> {
  const resources = Object.entries(operations).map(([resource, named]) => {
    const lines = Object.entries<OperationShape>(named).map(lineOf);
    return `  ${resource}: {\n${lines.join('')}  },\n`;
  });
  const text = `// Generated from contract/src/operations.ts by \`npm run generate\`.

/** Method, path and the place of its arguments, for every operation. */
export const routes = {
${resources.join('')}} as const;
`;
  return wholeFile(root, 'client/src/sdk/routes.ts', text);
}

const LINE_MAX = 110;

// Broken where the formatter would break it.
function lineOf([name, operation]: [string, OperationShape]): string {
  const items = [operation.method, operation.path, placeOf(operation)].map((item) => `'${item}'`);
  const beside = namesBeside(operation);
  if (beside.length > 0) items.push(`[${beside.map((item) => `'${item}'`).join(', ')}]`);
  const line = `    ${name}: [${items.join(', ')}],`;
  return `${line.length <= LINE_MAX ? line : `    ${name}: [\n      ${items.join(',\n      ')},\n    ],`}\n`;
}

const placeOf = ({ method, body }: OperationShape) =>
  body === undefined && (method === 'GET' || method === 'DELETE') ? 'query' : 'body';

/** Arguments that go into the query although the rest goes into the body: files come before fields are read there. */
const namesBeside = (operation: OperationShape) =>
  placeOf(operation) === 'body' ? Object.keys(operation.query?.shape ?? {}) : [];
