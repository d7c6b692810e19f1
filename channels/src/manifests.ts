import { manifest as api } from './api/manifest.ts';
import type { Manifest } from './port.ts';
import { manifest as webWidget } from './web-widget/manifest.ts';

/** How customers reach us: every channel's description of itself. */
export const manifests = { api, 'web-widget': webWidget } as const satisfies Record<string, Manifest>;

export type ChannelKind = keyof typeof manifests;

/** The manifest of the channel that the wire calls `type`, or nothing. */
export function findManifestByWireType(type: string): Manifest | undefined {
  return Object.values<Manifest>(manifests).find((manifest) => manifest.wire_type === type);
}

/** Tells whether a stored kind is one of the list. */
export function isChannelKind(kind: string): kind is ChannelKind {
  return Object.hasOwn(manifests, kind);
}
