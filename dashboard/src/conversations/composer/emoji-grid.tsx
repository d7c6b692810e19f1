import { type KeyboardEvent, useRef } from 'react';
import { t, type WordKey } from '../../words/words.ts';

const GROUPS: readonly { label: WordKey; emoji: string }[] = [
  {
    label: 'thread.emojiFaces',
    emoji:
      '😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 😘 😋 😜 🤪 🤗 🤭 🤫 🤔 🤨 😐 😑 😶 🙄 😏 😬 😌 😔 😴 🤒 🤕 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😲 😳 🥺 😢 😭 😱 😖 😞 😩 😤 😡 🤯',
  },
  {
    label: 'thread.emojiHands',
    emoji: '👋 🤚 ✋ 👌 🤏 ✌️ 🤞 🤟 👈 👉 👆 👇 👍 👎 ✊ 👊 👏 🙌 👐 🤲 🙏 ✍️ 💪 🤝 👀 🫶 🤷 🤦',
  },
  {
    label: 'thread.emojiHearts',
    emoji: '❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💯 ✨ ⭐ 🌟 🔥 🎉 🎊 🎁 🏆 🥇 🌈 ☀️ 🌙 ⚡ ❄️ 🌱 🌸 🍀',
  },
  {
    label: 'thread.emojiThings',
    emoji:
      '📦 🚚 ✈️ 🛒 💳 💰 🧾 📄 📎 📌 📅 ⏰ ⏳ 📞 📱 💻 🖨️ 🔑 🔒 🔓 🔧 🛠️ ⚙️ 💡 🔍 📧 📬 📣 🏠 🏢 🌍 ☕ 🍕 🎂',
  },
  {
    label: 'thread.emojiSigns',
    emoji: '✅ ❌ ❗ ❓ ⚠️ 🚫 ⛔ ℹ️ 🆗 🆕 🔴 🟠 🟡 🟢 🔵 ⬆️ ⬇️ ⬅️ ➡️ 🔁 ➕ ➖',
  },
];

const COLUMNS = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

/** The emoji that support is written with. Arrows move among them. */
export function EmojiGrid({ onPick }: { onPick(emoji: string): void }) {
  const grid = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const isRtl = document.documentElement.dir === 'rtl';
    const aside = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key];
    const step = aside ?? STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons: (Element | null)[] = [...(grid.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, at + step))];
    if (next instanceof HTMLElement) next.focus();
  };
  return (
    <div
      ref={grid}
      onKeyDown={move}
      role="toolbar"
      aria-label={t('thread.emoji')}
      className="grid max-h-72 gap-2 overflow-y-auto"
    >
      {GROUPS.map(({ label, emoji }) => (
        <section key={label} aria-label={t(label)}>
          <h3 className="pb-1 text-tiny font-medium text-ink-soft">{t(label)}</h3>
          <div className="grid grid-cols-8">
            {emoji.split(' ').map((each) => (
              <button
                key={each}
                type="button"
                onClick={() => onPick(each)}
                className="flex size-8 items-center justify-center rounded-base text-large hover:bg-hover"
              >
                {each}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
