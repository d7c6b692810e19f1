import type { OperationShape } from '@porchlight/contract/operation';
import { operations } from '@porchlight/contract/operations';

/** Every operation of the contract by `resource.name`. */
export const namedOperations: readonly (readonly [name: string, operation: OperationShape])[] =
  Object.entries(operations).flatMap(([resource, group]) =>
    Object.entries<OperationShape>(group).map(
      ([name, operation]) => [`${resource}.${name}`, operation] as const,
    ),
  );

/** The parameters of a path, each with the word before it. */
export const parametersOf = ({ path }: Pick<OperationShape, 'path'>) =>
  [...path.matchAll(/(\w+)\/\{(\w+)\}/g)].map(([, resource = '', name = '']) => ({ resource, name }));

/** The path with its braces filled: told the name in them and the word before. */
export function fillPath(
  { path }: Pick<OperationShape, 'path'>,
  fill_in: (name: string, resource: string) => string,
) {
  return path.replaceAll(/(\w+)\/\{(\w+)\}/g, (_, resource: string, name: string) => {
    return `${resource}/${fill_in(name, resource)}`;
  });
}
