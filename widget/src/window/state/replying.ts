import { signal } from '@preact/signals';
import type { Message } from '../wire/shapes.ts';

/** The message that the next one answers. */
export const replyingTo = signal<Message | undefined>(undefined);
