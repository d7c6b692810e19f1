import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Kbd } from '../kbd.tsx';
import type { TipSide } from '../tip.ts';

interface Shown {
  of: HTMLElement;
  text: string;
  keys: string | undefined;
}

const DELAY_MS = 400;
/** So long after one was shown, the next comes at once. */
const FOLLOWING_MS = 300;
const GAP_PX = 6;
const EDGE_PX = 8;

/**
 * Shows the words of `tip()`, one at a time; once for the page. They repeat names that screen readers know already, so
 * they are hidden from these. Escape takes them away, and pointing at them keeps them.
 */
export function TipSheet() {
  const shown = useShown();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (shown && box.current) place(box.current, shown.of);
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      ref={box}
      data-tip-box
      aria-hidden="true"
      className="fixed z-50 flex max-w-xs items-center gap-2 rounded-base border border-line bg-raised px-2 py-1 text-small text-ink shadow-large animate-appear"
    >
      {shown.text}
      {shown.keys !== undefined && <Kbd keys={shown.keys} />}
    </div>
  );
}

function useShown(): Shown | undefined {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hidden_at_ms = 0;
    const hide = () => {
      clearTimeout(timer);
      setShown((before) => {
        if (before) hidden_at_ms = performance.now();
        return undefined;
      });
    };
    const point = ({ target }: Event) => {
      if (!(target instanceof Element) || target.closest('[data-tip-box]')) return;
      const of = target.closest<HTMLElement>('[data-tip]');
      if (!of) return hide();
      clearTimeout(timer);
      const isFollowing = performance.now() - hidden_at_ms < FOLLOWING_MS;
      timer = setTimeout(() => setShown(readTip(of)), isFollowing ? 0 : DELAY_MS);
    };
    const focus = (event: Event) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) point(event);
    };
    const key = ({ key }: KeyboardEvent) => key === 'Escape' && hide();
    const leaving = new AbortController();
    const { signal } = leaving;
    addEventListener('pointerover', point, { signal });
    addEventListener('focusin', focus, { signal });
    for (const name of ['focusout', 'pointerdown', 'scroll', 'blur'])
      addEventListener(name, hide, { signal, capture: true });
    addEventListener('keydown', key, { signal });
    return () => leaving.abort();
  }, []);
  return shown;
}

function readTip(of: HTMLElement): Shown | undefined {
  const { tip, tipKeys } = of.dataset;
  // What has opened something explains itself.
  if (!tip || !of.isConnected || of.getAttribute('aria-expanded') === 'true') return undefined;
  return { of, text: tip, keys: tipKeys };
}

/** Puts the box beside the element, on its other side where there is no room, and within the window. */
function place(box: HTMLElement, of: HTMLElement) {
  const around = of.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const side = sideOf(of, around, width, height);
  const middle = {
    left: around.left + (around.width - width) / 2,
    top: around.top + (around.height - height) / 2,
  };
  const spots = {
    top: { left: middle.left, top: around.top - height - GAP_PX },
    bottom: { left: middle.left, top: around.bottom + GAP_PX },
    left: { left: around.left - width - GAP_PX, top: middle.top },
    right: { left: around.right + GAP_PX, top: middle.top },
  };
  const within = (value: number, size: number, most: number) =>
    Math.max(EDGE_PX, Math.min(value, most - size - EDGE_PX));
  box.style.left = `${within(spots[side].left, width, innerWidth)}px`;
  box.style.top = `${within(spots[side].top, height, innerHeight)}px`;
}

function sideOf(of: HTMLElement, around: DOMRect, width: number, height: number): TipSide {
  const wanted = of.dataset.tipSide;
  const isRtl = getComputedStyle(of).direction === 'rtl';
  const isBeside = wanted === 'left' || wanted === 'right';
  if (isBeside) {
    const isRight = (wanted === 'right') !== isRtl;
    if (isRight) return around.right + width + GAP_PX < innerWidth ? 'right' : 'left';
    return around.left - width - GAP_PX > 0 ? 'left' : 'right';
  }
  if (wanted === 'top') return around.top - height - GAP_PX > 0 ? 'top' : 'bottom';
  return around.bottom + height + GAP_PX < innerHeight ? 'bottom' : 'top';
}
