declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Connection, Submittable } from 'pg';

  export interface CopyFrom extends Writable, Submittable {
    submit(connection: Connection): void;
    rowCount: number;
  }

  export function from(text: string): CopyFrom;
}
