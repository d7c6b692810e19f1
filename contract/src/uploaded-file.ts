import * as z from 'zod';

/** A file that came with a multipart request and lies in the store; no JSON can stand for one. */
export class UploadedFile {
  readonly key: string;
  readonly file_name: string;
  /** By its content, never by what the sender says. */
  readonly content_type: string;
  readonly byte_size: number;
  /** Hex; tells whether a repeated request carries the same file. */
  readonly sha256: string;
  #kept = false;

  constructor(fields: {
    key: string;
    file_name: string;
    content_type: string;
    byte_size: number;
    sha256: string;
  }) {
    this.key = fields.key;
    this.file_name = fields.file_name;
    this.content_type = fields.content_type;
    this.byte_size = fields.byte_size;
    this.sha256 = fields.sha256;
  }

  /** Says that something owns the file now; one that nobody keeps is removed with the end of the request. */
  keep() {
    this.#kept = true;
  }

  get isKept(): boolean {
    return this.#kept;
  }

  /** What makes two requests the same: the content and the name, not the place. */
  toJSON() {
    return { file_name: this.file_name, sha256: this.sha256 };
  }
}

const documented = { type: 'string', format: 'binary' };
const sentence = 'must be a file in a multipart form';

/** A file in a multipart form. */
export const file = z.instanceof(UploadedFile, { error: sentence }).meta({ documented });

// Forms of programs carry a field for a file that nobody chose.
const noFile = z.union([z.null(), z.enum(['', 'null', 'undefined'])]).transform(() => undefined);

/** A file in a multipart form, or nothing. */
export const optionalFile = z
  .union([z.instanceof(UploadedFile), noFile], sentence)
  .meta({ documented })
  .optional();
