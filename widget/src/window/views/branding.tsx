/** @jsxImportSource preact */

import { Link } from '../links.tsx';
import { channel, installation } from '../page.ts';
import { t } from '../words.ts';

export function Branding() {
  const name = installation.BRAND_NAME || installation.INSTALLATION_NAME;
  if (channel.disableBranding || !name) return null;
  const text = t('poweredBy', { name });
  return (
    <footer class="branding">
      <Link to={installation.WIDGET_BRAND_URL ?? ''}>{text}</Link>
    </footer>
  );
}
