import { manifests } from '@porchlight/channels/manifests';
import type { Plugin } from 'vite';
import * as z from 'zod';

/*
 * What the channels say of themselves, as plain data made when the dashboard is built: the page has no use for the
 * validator, which would want to make code, and the policy of the page forbids that.
 */

const ID = 'virtual:channels';

/** Serves the manifests as a module: their names, and their settings as JSON Schema. */
export const channels: Plugin = {
  name: 'channels',
  resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
  load: (id) =>
    id === `\0${ID}`
      ? `export const channels = ${JSON.stringify(Object.values(manifests).map(formOf))};`
      : undefined,
};

function formOf({
  wire_type,
  channel_type,
  label,
  description,
  settings,
}: (typeof manifests)[keyof typeof manifests]) {
  const { properties = {}, required = [] } = z.toJSONSchema(settings, {
    io: 'input',
    unrepresentable: 'any',
  });
  return { wire_type, channel_type, label, description, properties, required };
}
