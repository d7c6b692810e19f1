import {
  Bold,
  ChevronDown,
  Code,
  Eye,
  Italic,
  Link,
  List,
  ListOrdered,
  Paperclip,
  Quote,
  Signature,
} from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useAction } from '../../actions/use-actions.ts';
import { sentenceOf } from '../../app/ask.ts';
import { saveUiSettings } from '../../app/ui-settings.ts';
import { useMe } from '../../app/use-me.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ariaKeys, isMac } from '../../ui/keys.ts';
import { Menu, MenuChoices, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { tip } from '../../ui/tip.ts';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { Markdown } from '../thread/markdown.tsx';
import { attachFiles, sendAndResolve, sendMessage } from './actions.ts';
import { applyFormat } from './composer-field.tsx';
import type { Mode } from './draft.ts';
import { EmojiButton } from './emoji-button.tsx';
import type { Format } from './formatting.ts';
import { isSigning, signatureOf, UNDO_SECONDS, undoSeconds } from './settings.ts';

interface ComposerFootProps {
  mode: Mode;
  field: RefObject<HTMLTextAreaElement | null>;
  isReady: boolean;
  isDisabled: boolean;
  onSend(options?: { may_resolve?: boolean }): void;
  onAttach(): void;
}

const FORMATS = [
  { format: 'bold', icon: Bold, label: 'thread.bold', keys: ['$mod+b'] },
  { format: 'italic', icon: Italic, label: 'thread.italic', keys: ['$mod+i'] },
  { format: 'code', icon: Code, label: 'thread.code', keys: ['$mod+e'] },
  { format: 'link', icon: Link, label: 'thread.link', keys: ['$mod+Shift+k'] },
  { format: 'list', icon: List, label: 'thread.list', keys: ['$mod+Shift+8'] },
  { format: 'numbers', icon: ListOrdered, label: 'thread.numbers', keys: ['$mod+Shift+7'] },
  { format: 'quote', icon: Quote, label: 'thread.quoteText', keys: ['$mod+Shift+9'] },
] as const satisfies readonly { format: Format; [name: string]: unknown }[];

/** What can be done to the text, and the button that sends it. */
export function ComposerFoot({ mode, field, isReady, isDisabled, onSend, onAttach }: ComposerFootProps) {
  const { user } = useMe();
  const [isPreviewed, setPreviewed] = useState(false);
  const attach = useAction(attachFiles);
  const signature = mode === 'reply' ? signatureOf(user) : undefined;
  const content = field.current?.value ?? '';
  return (
    <>
      {isPreviewed && content !== '' && (
        <section
          aria-label={t('thread.preview')}
          className="mt-2 max-h-48 overflow-y-auto rounded-base border border-line bg-surface p-2"
        >
          <Markdown source={content} />
        </section>
      )}
      {signature !== undefined && (
        <p className="mt-1 truncate text-small text-ink-soft">
          {t('thread.signatureBelow')} <bdi>{signature.split('\n')[0]}</bdi>
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-1">
        <IconButton
          icon={Paperclip}
          label={attach.label}
          keys={attach.keys}
          side="top"
          disabled={isDisabled}
          onClick={onAttach}
        />
        <EmojiButton field={field} isDisabled={isDisabled} />
        <FormatButtons field={field} isDisabled={isDisabled} />
        <IconButton
          icon={Eye}
          label={t('thread.preview')}
          side="top"
          aria-pressed={isPreviewed}
          onClick={() => setPreviewed(!isPreviewed)}
        />
        {mode === 'reply' && user.message_signature && (
          <IconButton
            icon={Signature}
            label={t('thread.signature')}
            side="top"
            aria-pressed={isSigning(user.ui_settings)}
            onClick={() => save({ send_with_signature: !isSigning(user.ui_settings) })}
          />
        )}
        <SendButtons mode={mode} isReady={isReady} onSend={onSend} />
      </div>
    </>
  );
}

/** How the selection may look; phones have no room for them. */
function FormatButtons({ field, isDisabled }: Pick<ComposerFootProps, 'field' | 'isDisabled'>) {
  return (
    <span className="contents max-sm:hidden">
      {FORMATS.map(({ format, icon, label, keys }) => (
        <IconButton
          key={format}
          icon={icon}
          label={t(label)}
          keys={keys}
          side="top"
          disabled={isDisabled}
          onClick={() => field.current && applyFormat(field.current, format)}
        />
      ))}
    </span>
  );
}

function SendButtons({ mode, isReady, onSend }: Pick<ComposerFootProps, 'mode' | 'isReady' | 'onSend'>) {
  const { user } = useMe();
  const send = useAction(sendMessage);
  const resolve = useAction(sendAndResolve);
  const label = mode === 'note' ? t('thread.addNote') : t('thread.sendReply');
  return (
    <span className="ms-auto flex gap-px">
      <Button
        look="primary"
        disabled={!isReady}
        data-send
        aria-keyshortcuts={ariaKeys(send.keys, isMac())}
        {...tip(label, send.keys[0], 'top')}
        onClick={() => onSend()}
        className={
          mode === 'note'
            ? 'rounded-e-none border-note-line bg-warn text-surface hover:bg-warn'
            : 'rounded-e-none'
        }
      >
        {label}
      </Button>
      <Menu
        align="end"
        side="top"
        trigger={
          <Button
            look="primary"
            aria-label={t('thread.moreWays')}
            className={
              mode === 'note'
                ? 'rounded-s-none border-note-line bg-warn px-1.5 text-surface hover:bg-warn'
                : 'rounded-s-none px-1.5'
            }
          >
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem keys={resolve.keys[0]} disabled={!isReady} onSelect={() => onSend({ may_resolve: true })}>
          {t('composer.sendAndResolve')}
        </MenuItem>
        <MenuLine />
        <MenuChoices
          label={t('thread.undoTime')}
          value={String(undoSeconds(user.ui_settings))}
          options={UNDO_SECONDS.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('thread.undoNever') : t('thread.undoSeconds', { count: seconds }),
          }))}
          onChange={(seconds) => save({ undo_send_seconds: Number(seconds) })}
        />
      </Menu>
    </span>
  );
}

function save(change: Readonly<Record<string, unknown>>) {
  saveUiSettings(change).catch((error: unknown) => toast(sentenceOf(error), { tone: 'bad' }));
}
