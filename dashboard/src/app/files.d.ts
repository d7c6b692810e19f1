declare module '*.css';

declare module 'virtual:words' {
  export const catalogues: import('../words/words.ts').Catalogues;
}

declare module 'virtual:channels' {
  export const channels: readonly import('../settings/inboxes/channel-fields.ts').ChannelForm[];
}
