/** @jsxImportSource preact */

import { useEffect, useRef } from 'preact/hooks';
import { adopt } from '../look/adopt.ts';
import emojiLook from '../look/emoji.css?inline';
import { t } from '../words.ts';

adopt(emojiLook);

const EMOJI = (
  '😀 😃 😄 😁 😆 😅 😂 🤣 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤔 🤐 😐 😏 😒 🙄 😬 😌 😔 😴 🤒 🤕 🥵 🥶 🤯 😎 🤓 ' +
  '😕 😟 🙁 😮 😲 😳 🥺 😢 😭 😱 😖 😞 😓 😩 😤 😡 👍 👎 👌 ✌️ 🤞 🤙 👈 👉 👆 👇 ☝️ ✋ 👋 👏 🙌 🤝 🙏 💪 👀 🧠 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 ' +
  '💥 ✨ 🎉 🎊 🎁 🎂 🔥 ⭐ 🌈 ☀️ ⛅ 🌧️ ❄️ 🌸 🌹 🌻 🍀 🐶 🐱 🐻 🐼 🦊 🦄 🐝 🐢 🍎 🍋 🍓 🍕 🍔 🍟 🍩 🍪 🍫 ☕ 🍵 🍺 🍷 🥂 ⚽ 🏀 🎾 🎮 🎸 🎵 📷 ' +
  '🚗 🚚 🚲 ✈️ 🚀 🏠 🏢 ⏰ ⏳ 💡 💻 📱 📞 ✉️ 📦 📎 📌 📅 📝 🔍 🔒 🔑 🛒 💳 💰 🧾 ✅ ❌ ❓ ❗ ⚠️ 🚫 ♻️ 🆗 🔔'
).split(' ');

const COLUMNS = 8;

interface EmojiPickerProps {
  choose(emoji: string): void;
  shut(): void;
}

export function EmojiPicker({ choose, shut }: EmojiPickerProps) {
  const grid = useRef<HTMLFieldSetElement>(null);
  useEffect(() => grid.current?.querySelector('button')?.focus(), []);
  const keys = (event: KeyboardEvent) => {
    const all = [...(grid.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
      Home: -at,
      End: all.length - 1 - at,
    };
    const step = steps[event.key];
    if (event.key === 'Escape') shut();
    else if (step === undefined) return;
    else all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <fieldset class="emoji" ref={grid} aria-label={t('emoji')} onKeyDown={keys}>
      {EMOJI.map((emoji, index) => (
        <button key={emoji} type="button" tabIndex={index === 0 ? 0 : -1} onClick={() => choose(emoji)}>
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}
