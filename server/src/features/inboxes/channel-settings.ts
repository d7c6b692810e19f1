import {
  type ChannelKind,
  findManifestByWireType,
  isChannelKind,
  manifests,
} from '@porchlight/channels/manifests';
import * as z from 'zod';
import type { Context, Services } from '../../context.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';

/** The channel of a new inbox: its kind, and its settings with what is usual for those not given. */
export function parseChannel({ services }: Context, { type, ...given }: Record<string, unknown>) {
  const manifest = findManifestByWireType(String(type));
  if (!manifest || !isChannelKind(manifest.kind))
    throw invalid({ channel_type: 'is not one that the desk knows' });
  const settings = parse(manifest.settings, given);
  refuseClosedAddresses(services, manifest.kind, settings);
  return { kind: manifest.kind, settings };
}

/** Those of the channel's settings that are given; the others are not filled in. */
export function parseChannelChanges(
  { services }: Context,
  kind: ChannelKind,
  given: Record<string, unknown>,
) {
  const known: [string, z.ZodType][] = Object.entries(manifests[kind].settings.shape);
  const named = known.filter(([name]) => given[name] !== undefined);
  const settings = parse(z.object(Object.fromEntries(named)), given);
  refuseClosedAddresses(services, kind, settings);
  return settings;
}

/** Says at once what would otherwise fail at the first message: that nothing is sent to private addresses. */
function refuseClosedAddresses({ outbound }: Services, kind: ChannelKind, settings: Record<string, unknown>) {
  for (const name of manifests[kind].outgoing_urls) {
    const url = settings[name];
    const fault = typeof url === 'string' && url !== '' ? outbound.checkUrl(url) : undefined;
    if (fault !== undefined) throw new Refusal('invalid', fault, { attributes: [name] });
  }
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
