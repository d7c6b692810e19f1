import { type Logger, pino } from 'pino';

export type Log = Logger;

const SECRET_HEADERS = ['api_access_token', 'api-access-token', 'access-token', 'authorization', 'cookie'];

/** Structured log on standard error; credentials never reach it. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_HEADERS.flatMap((name) => [`headers["${name}"]`, `req.headers["${name}"]`]),
        censor: '[hidden]',
      },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}
