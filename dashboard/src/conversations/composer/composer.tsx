import type { ConversationState } from '@porchlight/client/state/desk';
import type { DragEvent, RefObject } from 'react';
import { useScope } from '../../actions/scope.ts';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../words/words.ts';
import { composerScope } from './actions.ts';
import { CollisionNotice } from './collision-notice.tsx';
import { ComposerField } from './composer-field.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { isBlank } from './draft.ts';
import { FileList } from './file-list.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { ReplyQuote } from './reply-quote.tsx';
import { useComposer } from './use-composer.ts';

interface ComposerProps {
  conversation: ConversationState;
  /** Shows a message of the thread. */
  onShow(message_id: number): void;
  /** Told when something was sent. */
  onSent(): void;
}

/** Where messages and notes are written. */
export function Composer({ conversation, onShow, onSent }: ComposerProps) {
  const { id } = conversation;
  const composer = useComposer(conversation, onSent);
  const { mode, draft, isClosed, field, files } = composer;
  useScope(composerScope, composer.open);
  const isNote = mode === 'note';
  return (
    <section
      aria-label={t('thread.composer')}
      data-composer={mode}
      className={classNames(
        'border-t px-3 pt-2 pb-3',
        isNote ? 'border-note-line bg-note-ground' : 'border-line bg-surface',
      )}
      {...dropping(composer.addFiles)}
    >
      <ModeChoice mode={mode} onChoose={composer.open.write} onBring={composer.bring} />
      <BeforeField conversation_id={id} composer={composer} onShow={onShow} />
      <ComposerField
        field={field}
        mode={mode}
        isDisabled={isClosed}
        draft={draft}
        onChange={composer.change}
        onFiles={composer.addFiles}
      />
      {draft && draft.files.length > 0 && (
        <FileList
          files={draft.files}
          onRemove={(file) => composer.change({ files: draft.files.filter((each) => each !== file) })}
        />
      )}
      <FilePicker input={files} onFiles={composer.addFiles} />
      <ComposerFoot
        mode={mode}
        field={field}
        isReady={!isClosed && !isBlank(draft)}
        isDisabled={isClosed}
        onSend={composer.open.send}
        onAttach={composer.open.attach}
      />
    </section>
  );
}

interface BeforeFieldProps {
  conversation_id: number;
  composer: ReturnType<typeof useComposer>;
  onShow(message_id: number): void;
}

/** What there is to know before writing: that nothing can be sent, that somebody was faster, and what is answered. */
function BeforeField({ conversation_id, composer, onShow }: BeforeFieldProps) {
  const { draft, isClosed, isStopped } = composer;
  return (
    <>
      {isClosed && <Notice tone="warn">{t('thread.cannotReply')}</Notice>}
      <CollisionNotice
        conversation_id={conversation_id}
        isStopped={isStopped}
        onReview={(message) => {
          composer.lookedAt(message.id);
          onShow(message.id);
        }}
        onSendAnyway={(message) => composer.send({ looked_at: message.id })}
      />
      {draft?.in_reply_to !== undefined && (
        <ReplyQuote
          conversation_id={conversation_id}
          message_id={draft.in_reply_to}
          onShow={onShow}
          onRemove={() => composer.change({ in_reply_to: undefined })}
        />
      )}
    </>
  );
}

type OnFiles = (files: readonly File[]) => void;

/** Takes files that are dropped. */
const dropping = (onFiles: OnFiles) => ({
  onDragOver: (event: DragEvent) => event.dataTransfer.types.includes('Files') && event.preventDefault(),
  onDrop: (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    onFiles([...event.dataTransfer.files]);
  },
});

/** The browser's own window for choosing files. */
function FilePicker({ input, onFiles }: { input: RefObject<HTMLInputElement | null>; onFiles: OnFiles }) {
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={t('composer.attach')}
      onChange={(event) => {
        onFiles([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
}
