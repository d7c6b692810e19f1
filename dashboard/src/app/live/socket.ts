import type { CableListener } from './cable.ts';

/** Opens a socket to the desk that served this page. */
export function openSocket(protocols: string[], listener: CableListener): WebSocket {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/cable`, protocols);
  socket.onmessage = ({ data }) => listener.message(data);
  socket.onclose = listener.closed;
  return socket;
}
