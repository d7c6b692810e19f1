import { computed, signal } from '@preact/signals';
import { channel } from '../page.ts';
import { ask } from '../wire/ask.ts';
import type { Member } from '../wire/shapes.ts';
import type * as workingHours from './working-hours.ts';

export const team = signal<readonly Member[]>([]);
/** Passes by the minute while the window is open, so that hours end on time. */
export const now = signal(new Date());

export async function loadTeam() {
  // Without it the window only says less.
  const answer = await ask<{ payload: Member[] }>('GET', 'inbox_members').catch(() => undefined);
  if (answer) team.value = answer.payload;
}

/** Who is there, as the socket tells: those who are not named are not. */
export function notePresence(users: Readonly<Record<string, string>>) {
  team.value = team.value.map((each) => ({ ...each, availability_status: users[each.id] ?? 'offline' }));
}

const week = { days: channel.workingHours, timezone: channel.timezone };

/** How hours are reckoned; only inboxes that have some load it. */
const hours = signal<typeof workingHours | undefined>(undefined);

export async function loadHours() {
  // Without it the team is there whenever somebody is.
  if (channel.workingHoursEnabled) hours.value = await import('./working-hours.ts').catch(() => undefined);
}

export const isInHours = computed(() => hours.value?.isWithin(week, now.value) ?? true);
export const isOnline = computed(
  () => isInHours.value && team.value.some(({ availability_status }) => availability_status === 'online'),
);
/** When the team is back, where its hours tell. */
export const isBackAt = computed(() => (isInHours.value ? undefined : hours.value?.opensAt(week, now.value)));
