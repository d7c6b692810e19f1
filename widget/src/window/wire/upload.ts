import { type Answered, Failure } from './failure.ts';

interface Upload {
  address: string;
  headers: Readonly<Record<string, string>>;
  form: FormData;
  progress: ((part: number) => void) | undefined;
}

/** Sends a form with files. fetch cannot tell how much of a file is on its way, so it is an older kind of request. */
export function upload({ address, headers, form, progress }: Upload): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress?.(total ? loaded / total : 0);
    request.onerror = request.onabort = () => reject(new Failure(0, undefined));
    request.onload = () => {
      const { status, responseText: text } = request;
      resolve({ status, text, retryAfter: request.getResponseHeader('Retry-After') });
    };
    request.send(form);
  });
}
