import type { Page } from 'playwright-core';
import type { Visit } from './visit.ts';

/** Lets the pages of a visit tell when something is drawn; to be called before the first one opens. */
export const watchDrawing = ({ context }: Pick<Visit, 'context'>) =>
  context.addInitScript(() => {
    // Sizes are told of after all that a frame does and before it is painted: what is there then will be seen.
    const atEndOfFrame = (isSeen: () => boolean) =>
      new Promise<boolean>((resolve) => {
        requestAnimationFrame(() => {
          const observer = new ResizeObserver(() => {
            observer.disconnect();
            resolve(isSeen());
          });
          observer.observe(document.documentElement);
        });
      });
    const painted = () =>
      new Promise<number>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage('');
      });
    const PATIENCE_MS = 20_000;
    const drawnWhen = async (isSeen: () => boolean) => {
      const latest = performance.now() + PATIENCE_MS;
      while (!(await atEndOfFrame(isSeen)))
        if (performance.now() > latest) throw new Error(`Not drawn within 20 s: ${isSeen}`);
      return await painted();
    };
    const drawn = (selector: string) => drawnWhen(() => document.querySelector(selector) !== null);
    const nextInput = (selectors: string[]) =>
      new Promise<number[]>((resolve) => {
        const began = ({ timeStamp }: Event) => {
          for (const name of ['keydown', 'click']) removeEventListener(name, began, true);
          const times = selectors.map(async (each) => (await drawn(each)) - timeStamp);
          resolve(Promise.all(times));
        };
        for (const name of ['keydown', 'click']) addEventListener(name, began, true);
      });
    Object.assign(window, { drawn, drawnWhen, nextInput });
  });

/** When something is drawn, in milliseconds since the page began. */
export const drawn = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => Object(window).drawn(wanted), selector);

/** How long it takes from a key or a click to the frames that show each of these, in milliseconds. */
export async function inputToDrawn(
  page: Page,
  act: () => Promise<unknown>,
  selectors: readonly string[],
): Promise<number[]> {
  await page.evaluate((wanted) => {
    Object.assign(window, { taken: Object(window).nextInput(wanted) });
  }, selectors);
  await act();
  return await page.evaluate(() => Object(window).taken);
}
