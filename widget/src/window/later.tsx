/** @jsxImportSource preact */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

/** A part of the window that is loaded when it is first shown. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const loaded = signal<{ View: ComponentType<Props> } | undefined>(undefined);
  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    load().then(
      (View) => {
        loaded.value = { View };
      },
      () => {
        isAsked = false;
        addEventListener('online', ask, { once: true });
      },
    );
  };
  return function Later(props: Props) {
    useEffect(ask, []);
    const View = loaded.value?.View;
    return View ? <View {...props} /> : null;
  };
}
