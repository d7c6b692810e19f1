/** Does what `fetch` does, which cannot tell how much of a body has gone: `tell` hears of each part, 1 is all of it. */
export const sendTelling =
  (tell: (share: number) => void, signal: AbortSignal): typeof fetch =>
  (address, init = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(init.method ?? 'GET', String(address));
      for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
      request.onload = () => resolve(answerOf(request));
      request.onerror = () => reject(new TypeError('The desk did not answer'));
      request.onabort = () => reject(signal.reason);
      signal.addEventListener('abort', () => request.abort());
      if (signal.aborted) reject(signal.reason);
      else request.send(init.body as XMLHttpRequestBodyInit);
    });

const NAMES = ['content-type', 'x-request-id'];

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of NAMES) headers.set(name, request.getResponseHeader(name) ?? '');
  return new Response(request.responseText, { status: request.status, headers });
}
