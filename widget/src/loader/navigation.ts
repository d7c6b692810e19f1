import { kept } from './elements.ts';

/** What a library that changes the body says before it does, with the coming body in it. */
interface BodyChange extends Event {
  detail?: { newBody?: HTMLElement; renderMethod?: string };
  data?: { newBody?: HTMLElement };
  newDocument?: Document;
}

/** Browsers that have it move a frame without loading it again. */
type Movable = Element & { moveBefore?(node: Element, child: null): void };

/** Keeps the widget on the page when a library changes the body. */
export function surviveNavigation() {
  for (const change of ['turbo:before-render', 'turbolinks:before-render', 'astro:before-swap']) {
    document.addEventListener(change, stepAside);
    document.addEventListener(change.replace('before-r', 'r').replace('before', 'after'), () =>
      move(document.body),
    );
  }
}

function stepAside({ detail, data, newDocument }: BodyChange) {
  if (detail?.renderMethod === 'morph') return;
  const body = detail?.newBody ?? data?.newBody ?? newDocument?.body;
  // A remembered body has a copy of the widget in it.
  for (const { id } of kept) body?.querySelector(`#${id}`)?.remove();
  move('moveBefore' in document ? document.documentElement : body);
}

function move(parent: Movable | undefined) {
  for (const element of kept)
    if (parent?.moveBefore && element.isConnected) parent.moveBefore(element, null);
    else parent?.append(element);
}
