/** How the page of a survey looks; the colour of the website is put before it. */
export const SURVEY_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f5f8; --card: #ffffff; --text: #161b24; --muted: #596377; --line: #cdd4df; --edge: #7d8798;
  --accent: #1b5ec9; --accent-soft: #e9f1fe; --on-accent: #ffffff; --danger: #b3261e; --good: #1e7d45;
  --star: #b87503; --ink: #33270a; --shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 12px 32px rgb(16 24 40 / 8%);
  --face-1: #f7a8a0; --face-2: #fbc59a; --face-3: #fbe08e; --face-4: #cbe59a; --face-5: #98d9a5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --text: #eef1f6; --muted: #a5aebf; --line: #343d4b; --edge: #8a94a6;
    --accent: #8db6ff; --accent-soft: #1c2a44; --on-accent: #0a1120; --danger: #ff9f96; --good: #6fd193;
    --star: #f3b73e; --shadow: 0 0 0 1px #262d38;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: start center; padding: 0;
  background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main {
  position: relative; overflow: hidden; width: 100%; min-height: 100vh; min-height: 100dvh; background: var(--card);
  padding: 1.75rem 1.25rem 2rem;
}
main::before { content: ""; position: absolute; inset-block-start: 0; inset-inline: 0; block-size: 5px; background: var(--brand, var(--accent)); }
header { display: flex; align-items: center; gap: .75rem; margin-block-end: 1.75rem; }
header img, .initial { inline-size: 2.75rem; block-size: 2.75rem; border-radius: 50%; flex: none; object-fit: cover; }
.initial {
  display: grid; place-items: center; background: var(--accent-soft); color: var(--accent); font-weight: 600; font-size: 1.15rem;
}
.inbox { font-weight: 600; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; }
legend { padding: 0; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 1.25rem; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; white-space: pre-line; }
.scale { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .375rem; }
.choice {
  position: relative; display: flex; flex-direction: column; align-items: center; gap: .375rem; padding: .75rem .125rem .625rem;
  border: 1px solid var(--line); border-radius: .875rem; cursor: pointer; text-align: center;
  transition: background-color .12s, border-color .12s;
}
.choice input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choice svg { inline-size: 2.25rem; block-size: 2.25rem; transition: transform .12s; }
.choice span { font-size: .8125rem; line-height: 1.25; color: var(--muted); overflow-wrap: break-word; hyphens: auto; max-inline-size: 100%; }
.choice:hover { border-color: var(--edge); background: color-mix(in srgb, var(--accent-soft) 45%, transparent); }
.choice:has(input:checked) { border-color: var(--accent); background: var(--accent-soft); box-shadow: inset 0 0 0 1px var(--accent); }
.choice:has(input:checked) span { color: var(--text); font-weight: 600; }
.choice:has(input:checked) svg { transform: scale(1.12); }
.choice:has(input:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.face circle.skin { stroke: var(--ink); stroke-width: 1.5; }
.face .skin-1 { fill: var(--face-1); } .face .skin-2 { fill: var(--face-2); } .face .skin-3 { fill: var(--face-3); }
.face .skin-4 { fill: var(--face-4); } .face .skin-5 { fill: var(--face-5); }
.face .line { fill: none; stroke: var(--ink); stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
.face .eye { fill: var(--ink); }
.star path { fill: transparent; stroke: var(--star); stroke-width: 2; stroke-linejoin: round; }
.star.full path, .choice:has(input:checked) .star path, .choice:has(~ .choice input:checked) .star path { fill: var(--star); }
.error { color: var(--danger); font-weight: 600; margin: 0 0 1rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--danger); }
.more { display: block; margin: 1.75rem 0 .5rem; font-weight: 600; }
.more small { font-weight: 400; font-size: .875rem; color: var(--muted); }
textarea {
  display: block; inline-size: 100%; min-block-size: 7rem; padding: .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--edge); border-radius: .75rem; resize: vertical;
}
textarea:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button {
  inline-size: 100%; min-block-size: 3rem; margin-block-start: 1.25rem; padding: .625rem 1.75rem; border: 0; border-radius: .75rem;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer;
}
button:hover { filter: brightness(1.08); }
.notice { text-align: center; padding-block: 1rem .5rem; }
.notice h1 { margin-block-end: .5rem; }
.notice p { color: var(--muted); margin: 0 0 1rem; }
.notice > svg { inline-size: 3.5rem; block-size: 3.5rem; margin-block-end: .75rem; }
.check circle { fill: var(--good); } .check path { fill: none; stroke: var(--card); stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
.notice .given { display: inline-flex; color: var(--text); align-items: center; gap: .5rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: 99rem; font-weight: 600; }
.given svg { inline-size: 1.5rem; block-size: 1.5rem; }
.given .stars { display: inline-flex; } .given .stars svg { inline-size: 1.125rem; block-size: 1.125rem; }
blockquote {
  margin: 1.25rem 0 0; padding: .875rem 1rem; background: var(--page); border-radius: .75rem; text-align: start;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.change { display: inline-block; margin-block-start: 1.5rem; padding: .5rem; color: var(--accent); font-weight: 600; text-underline-offset: .2em; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (min-width: 40rem) {
  body { padding: min(12vh, 7rem) 1.5rem 3rem; }
  main { max-width: 36rem; min-height: 0; padding: 2rem 2.5rem 2.5rem; border-radius: 1.25rem; box-shadow: var(--shadow); }
  .scale { gap: .625rem; }
  .choice svg { inline-size: 2.75rem; block-size: 2.75rem; }
  .choice span { font-size: .875rem; }
  button { inline-size: auto; }
}
@media (prefers-reduced-motion: reduce) { .choice, .choice svg { transition: none; } .choice:has(input:checked) svg { transform: none; } }
@media (forced-colors: active) { .choice:has(input:checked) { border: 3px solid Highlight; } .star path { stroke: CanvasText; } }
`;
