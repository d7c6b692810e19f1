import type { Page } from 'playwright-core';
import type { Visit } from './visit.ts';

/** Lets the pages of a visit tell when something is drawn; to be called before the first one opens. */
export const watchDrawing = ({ context }: Pick<Visit, 'context'>) =>
  context.addInitScript(() => {
    // What stands in the page when a frame begins is in it: messages come once the frame is out.
    const frameIsOut = () =>
      new Promise<number>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage('');
      });
    const drawn = async (selector: string) => {
      do await new Promise(requestAnimationFrame);
      while (!document.querySelector(selector));
      return await frameIsOut();
    };
    const nextInput = (selectors: string[]) =>
      new Promise<number[]>((resolve) => {
        const began = ({ timeStamp }: Event) => {
          for (const name of ['keydown', 'click']) removeEventListener(name, began, true);
          const times = selectors.map(async (each) => (await drawn(each)) - timeStamp);
          resolve(Promise.all(times));
        };
        for (const name of ['keydown', 'click']) addEventListener(name, began, true);
      });
    Object.assign(window, { drawn, nextInput });
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
