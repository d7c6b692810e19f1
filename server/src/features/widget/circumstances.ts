import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'bowser';

/** What the page says of itself. */
interface Said {
  timestamp?: string | null | undefined;
  referer_url?: string | null | undefined;
}

/** From where and with what the visitor writes, for agents to see: by the headers and by what the page says. */
export function circumstancesOf(headers: IncomingHttpHeaders, { timestamp, referer_url }: Said) {
  const { language, country } = readLanguage(headers['accept-language']);
  return {
    browser_language: language,
    browser: readBrowser(headers['user-agent']),
    initiated_at: { timestamp: timestamp ?? '' },
    referer: readAddress(referer_url),
    ...(country ? { country } : {}),
  };
}

/** The address of the page, when it is one. */
export function readAddress(address: unknown): string | null {
  const isPage = typeof address === 'string' && /^https?:\/\//i.test(address) && URL.canParse(address);
  return isPage ? address : null;
}

/** The visitor's first language, and the country that goes with it where it names one. */
export function readLanguage(header: string | undefined) {
  const [first = ''] = (header ?? '').split(/[,;]/, 1);
  const [, language = '', country] =
    /^\s*([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?\b/i.exec(first) ?? [];
  return { language: language.toLowerCase(), country: country?.toUpperCase() };
}

const NAME_MAX = 100;
const AGENT_MAX = 1000;

/** The browser and its machine, as the browser calls them itself. */
export function readBrowser(user_agent: string | undefined) {
  const { browser, os, platform } = parse((user_agent || 'unknown').slice(0, AGENT_MAX));
  const name = (text: string | undefined, otherwise: string) => text?.slice(0, NAME_MAX) || otherwise;
  return {
    browser_name: name(browser.name, 'Unknown Browser'),
    browser_version: name(browser.version, '0'),
    device_name: name(platform.model, 'Unknown'),
    platform_name: name(os.name, 'Unknown'),
    platform_version: name(os.version, '0'),
  };
}
