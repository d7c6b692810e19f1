import { furnish } from './elements.ts';
import { listenToFrame } from './frame.ts';
import { methods } from './methods.ts';
import { surviveNavigation } from './navigation.ts';
import { wireButtons } from './opening.ts';
import type { RunOptions } from './page.ts';
import { drawLauncher } from './returning.ts';
import { begin } from './site.ts';

/*
 * The script that a site embeds: it puts the launcher on the page and `$chatwoot` on the window. The chat itself is a
 * frame that is loaded when the visitor means to open it.
 */

function run(options: RunOptions) {
  if (window.$chatwoot) return;
  begin(options, methods);
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
}

function start() {
  furnish();
  wireButtons();
  listenToFrame();
  surviveNavigation();
  void drawLauncher();
}

window.chatwootSDK = { run };
