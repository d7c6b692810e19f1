/** @jsxImportSource preact */
import { begin } from '../state/begin.ts';
import { conversations } from '../state/conversations.ts';
import { go } from '../state/route.ts';
import { t } from '../words.ts';
import { ConversationRows } from './conversation-rows.tsx';
import { IconButton } from './icons.tsx';
import { WindowButtons } from './window-buttons.tsx';

export function ConversationList() {
  return (
    <div class="view">
      <header class="bar">
        <IconButton icon="back" label={t('back')} press={() => go({ view: 'home' })} />
        <h1 tabIndex={-1}>{t('conversations')}</h1>
        <WindowButtons />
      </header>
      <main class="body">
        <div class="scroll">
          <ConversationRows list={conversations.value} />
        </div>
        <div class="foot">
          <button class="primary" type="button" onClick={() => void begin()}>
            {t('startNew')}
          </button>
        </div>
      </main>
    </div>
  );
}
