import { adapter as api } from './api/adapter.ts';
import type { ChannelKind } from './manifests.ts';
import type { Adapter } from './port.ts';
import { adapter as webWidget } from './web-widget/adapter.ts';

/** The server code of every channel. */
export const adapters: Readonly<Record<ChannelKind, Adapter>> = { api, 'web-widget': webWidget };
