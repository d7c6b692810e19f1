import { isDeepStrictEqual } from 'node:util';
import type { OperationShape } from '@porchlight/contract/operation';

/** Throws when an answer is not what the operation's schema says, keys that it does not name included. */
export function checkAnswer(operation: OperationShape, answer: unknown) {
  if (answer === undefined) return;
  const sent: unknown = JSON.parse(JSON.stringify(answer));
  const parsed = operation.response.safeParse(sent);
  const name = `${operation.method} ${operation.path}`;
  if (!parsed.success)
    throw new Error(`The answer of ${name} is not the contract's: ${parsed.error.message}`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), sent)) {
    throw new Error(
      `The answer of ${name} has keys that the contract does not name: ${JSON.stringify(sent)}`,
    );
  }
}
