import {
  type ChannelKind,
  findManifestByWireType,
  isChannelKind,
  manifests,
} from '@porchlight/channels/manifests';
import * as z from 'zod';
import { invalid } from '../../platform/refusal.ts';

/** The channel of a new inbox: its kind, and its settings with what is usual for those not given. */
export function parseChannel({ type, ...given }: Record<string, unknown>) {
  const manifest = findManifestByWireType(String(type));
  if (!manifest || !isChannelKind(manifest.kind))
    throw invalid({ channel_type: 'is not one that the desk knows' });
  return { kind: manifest.kind, settings: parse(manifest.settings, given) };
}

/** Those of the channel's settings that are given; the others are not filled in. */
export function parseChannelChanges(kind: ChannelKind, given: Record<string, unknown>) {
  const known: [string, z.ZodType][] = Object.entries(manifests[kind].settings.shape);
  const named = known.filter(([name]) => given[name] !== undefined);
  return parse(z.object(Object.fromEntries(named)), given);
}

function parse(schema: z.ZodObject, given: Record<string, unknown>): Record<string, unknown> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const missing = given[String(issue.path[0])] === undefined;
    return [issue.path.join('.'), missing ? "can't be blank" : issue.message];
  });
  throw invalid(Object.fromEntries(faults));
}
