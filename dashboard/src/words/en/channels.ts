/** Channels, by the names that the wire has for them. */
export const channels = {
  'Channel::Api': 'API',
  'Channel::WebWidget': 'Website',
};
