/** @jsxImportSource preact */
import { close, say } from '../host.ts';
import { channel, isFramed, isPopout, nativeView } from '../page.ts';
import { isMobile, settings } from '../state/settings.ts';
import { t } from '../words.ts';
import { IconButton } from './icons.tsx';

const popOut = () =>
  say('popoutChatWindow', {
    baseUrl: location.origin,
    websiteToken: channel.websiteToken,
    ...(settings.value.locale ? { locale: settings.value.locale } : {}),
  });

/** What the window as a whole can do. */
export function WindowButtons() {
  const mayPopOut = isFramed && settings.value.showPopoutButton && !isMobile.value;
  const mayClose = isFramed || isPopout || nativeView !== undefined;
  return (
    <div class="window-buttons">
      {mayPopOut && <IconButton icon="popOut" label={t('popOut')} press={popOut} />}
      {mayClose && <IconButton icon="close" label={t('close')} press={close} />}
    </div>
  );
}
