/** Where a file of the server stands: platform <- features <- subscribers <- main.ts <- the command line. */
export type Layer = 'platform' | 'features' | 'subscribers' | 'main' | 'commands' | 'root';

export function layerOf(path: string): Layer | undefined {
  if (path === 'server/src/main.ts') return 'main';
  if (/^server\/src\/(cli|entry|commands\/.+)\.ts$/.test(path)) return 'commands';
  const [, folder] = /^server\/src\/(?:([^/]+)\/)?[^/]+/.exec(path) ?? [undefined, 'elsewhere'];
  if (folder === undefined) return 'root';
  if (folder === 'platform' || folder === 'features' || folder === 'subscribers') return folder;
  return undefined;
}

export function featureOf(path: string): string | undefined {
  return /^server\/src\/features\/([^/]+)\//.exec(path)?.[1];
}

/** An integration is a subscriber of its own, one folder deeper. */
export function subscriberOf(path: string): string | undefined {
  return /^server\/src\/subscribers\/((?:integrations\/)?[^/]+)\//.exec(path)?.[1];
}

export function channelOf(path: string): string | undefined {
  return /^channels\/src\/([^/]+)\//.exec(path)?.[1];
}

/** `widget-routes.ts` plays the role `routes`, as `routes.ts` does. */
export function roleOf(path: string): string {
  return /(?:^|[/-])([a-z]+)\.tsx?$/.exec(path)?.[1] ?? '';
}
