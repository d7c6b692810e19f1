/** @jsxImportSource preact */
import { channel } from '../page.ts';
import { begin, proceed } from '../state/begin.ts';
import { conversations, current } from '../state/conversations.ts';
import { go } from '../state/route.ts';
import { welcomeText, welcomeTitle } from '../state/settings.ts';
import { isInHours } from '../state/team.ts';
import { loadThread } from '../thread-loading.ts';
import { t } from '../words.ts';
import { expectationText, Presence } from './availability.tsx';
import { Faces } from './avatar.tsx';
import { Branding } from './branding.tsx';
import { ConversationRows } from './conversation-rows.tsx';
import { Icon } from './icons.tsx';
import { WindowButtons } from './window-buttons.tsx';

const RECENT = 3;

export function Home() {
  const recent = conversations.value.slice(0, RECENT);
  return (
    <div class="view home">
      <header class="hero">
        <div class="hero-bar">
          {channel.avatarUrl ? (
            <img class="logo" src={channel.avatarUrl} alt={channel.websiteName} />
          ) : (
            <span class="site">{channel.websiteName}</span>
          )}
          <WindowButtons />
        </div>
        <h1 tabIndex={-1} dir="auto">
          {welcomeTitle.value || t('hello')}
        </h1>
        {welcomeText.value && <p dir="auto">{welcomeText.value}</p>}
      </header>
      <main class="cards">
        <StartCard />
        {recent.length > 0 && (
          <section class="card" aria-labelledby="recent">
            <div class="card-bar">
              <h2 id="recent">{t('conversations')}</h2>
              {conversations.value.length > RECENT && (
                <button class="plain" type="button" onClick={() => go({ view: 'conversations' })}>
                  {t('seeAll')}
                </button>
              )}
            </div>
            <ConversationRows list={recent} />
          </section>
        )}
      </main>
      <Branding />
    </div>
  );
}

/** Whoever is about to press the button is not kept waiting; a failure shows when they do. */
const expectThread = () => void loadThread().catch(() => {});

function StartCard() {
  const expectation = expectationText();
  return (
    <section class="card start">
      <div class="start-team">
        <Faces />
        <div>
          <Presence />
          {expectation && <p class="soft">{expectation}</p>}
        </div>
      </div>
      {!isInHours.value && channel.outOfOfficeMessage && (
        <p class="out-of-office" dir="auto">
          {channel.outOfOfficeMessage}
        </p>
      )}
      <button
        class="primary"
        type="button"
        onPointerEnter={expectThread}
        onFocus={expectThread}
        onClick={() => void proceed()}
      >
        {t(current.value ? 'continue' : 'start')}
        <Icon name="next" />
      </button>
      {current.value && (
        <button class="plain centred" type="button" onClick={() => void begin()}>
          {t('startNew')}
        </button>
      )}
    </section>
  );
}
