import { CheckCheck, MessageSquare, Paperclip, Send, StickyNote, Undo2 } from 'lucide-react';
import { type Action, defineAction } from '../../actions/action.ts';
import { defineScope } from '../../actions/scope.ts';
import { currentLive } from '../../app/live/open-live.ts';
import type { Mode } from './draft.ts';
import { heldIn } from './held.ts';

/** The composer on the screen, as its commands see it. */
export interface OpenComposer {
  /** Whether there is something to send, and the focus is not in another field. */
  canSend(): boolean;
  send(options?: { may_resolve?: boolean }): void;
  /** Writes to the customer, or to colleagues, from now on. */
  write(mode: Mode): void;
  attach(): void;
  focus(): void;
}

export const composerScope = defineScope<OpenComposer>('composer');

export const writeReply = defineAction({
  id: 'composer.reply',
  label: 'composer.writeReply',
  icon: MessageSquare,
  group: 'composer',
  keys: ['r', 'Alt+l'],
  aliases: 'answer',
  scope: composerScope,
  run: (_actor, composer) => composer.write('reply'),
});

export const writeNote = defineAction({
  id: 'composer.note',
  label: 'composer.writeNote',
  icon: StickyNote,
  group: 'composer',
  keys: ['n', 'Alt+p'],
  aliases: 'internal comment',
  scope: composerScope,
  run: (_actor, composer) => composer.write('note'),
});

export const attachFiles = defineAction({
  id: 'composer.attach',
  label: 'composer.attach',
  icon: Paperclip,
  group: 'composer',
  keys: ['$mod+Alt+a'],
  aliases: 'upload file',
  scope: composerScope,
  run: (_actor, composer) => composer.attach(),
});

export const sendMessage = defineAction({
  id: 'composer.send',
  label: 'composer.send',
  icon: Send,
  group: 'composer',
  keys: ['$mod+Enter'],
  scope: composerScope,
  can: (_actor, composer) => composer.canSend(),
  run: (_actor, composer) => composer.send(),
});

export const sendAndResolve = defineAction({
  id: 'composer.sendAndResolve',
  label: 'composer.sendAndResolve',
  icon: CheckCheck,
  group: 'composer',
  keys: ['$mod+Shift+Enter'],
  aliases: 'close',
  scope: composerScope,
  can: (_actor, composer) => composer.canSend(),
  run: (_actor, composer) => composer.send({ may_resolve: true }),
});

const undoSending = defineAction({
  id: 'composer.undoSend',
  label: 'composer.undoSend',
  icon: Undo2,
  group: 'composer',
  keys: ['z'],
  aliases: 'take back recall',
  can: () => {
    const live = currentLive();
    return live !== undefined && heldIn(live).length > 0;
  },
  run: async ({ account, go }) => {
    const { undoSend } = await import('./underway.ts');
    const live = currentLive();
    const conversation_id = live && undoSend(live);
    const address = `/accounts/${account.id}/conversations/${conversation_id}`;
    if (conversation_id !== undefined && !location.pathname.endsWith(address)) go(address);
  },
});

/** What can be done about what is written. */
export const composerActions: readonly Action[] = [
  writeReply,
  writeNote,
  attachFiles,
  sendMessage,
  sendAndResolve,
  undoSending,
];
