import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A visitor with a fresh profile on a page, and what that page did. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Addresses that the page and its frames asked for, in order. */
  requests: string[];
  /** Errors that scripts did not catch, what was written on the console as an error, and what a policy refused. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a page as a new visitor; close() forgets the visitor. */
export async function visit(
  browser: Browser,
  url: string,
  { before, ...options }: BrowserContextOptions & { before?: (visit: Visit) => Promise<unknown> } = {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const opened: Visit = { context, page, requests: [], complaints: [], close: () => context.close() };
  context.on('request', (request) => opened.requests.push(request.url()));
  page.on('pageerror', (error) => opened.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') opened.complaints.push(message.text());
  });
  await before?.(opened);
  await page.goto(url);
  return opened;
}
