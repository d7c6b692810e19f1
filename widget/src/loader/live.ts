import type { Hearing } from './parts.ts';

const SILENCE_MS = 10_000;
const PAUSE_MAX_MS = 30_000;
/** What people and the desk's own templates say; the wire's numbers. */
const FROM_THE_DESK = [1, 3];

interface Frame {
  type?: string;
  reconnect?: boolean;
  message?: { event?: string; data?: { message_type?: number } };
}

/** Listens for messages to a visitor whose chat is not loaded. Answers what ends it. */
export function listen(url: string, pubsub_token: string, hear: Hearing): () => void {
  const subscribe = {
    command: 'subscribe',
    identifier: JSON.stringify({ channel: 'RoomChannel', pubsub_token }),
  };
  let socket: WebSocket;
  let timer: number;
  let losses = 0;
  let wasThere = false;
  let isOver = false;

  const end = () => {
    isOver = true;
    clearTimeout(timer);
    socket.close();
  };
  const lose = () => {
    clearTimeout(timer);
    socket.onclose = null;
    socket.close();
    if (isOver) return;
    const pause = Math.min(PAUSE_MAX_MS, 1000 * 2 ** losses++);
    timer = setTimeout(connect, pause * (0.5 + Math.random() / 2));
  };
  const take = ({ type, reconnect, message }: Frame) => {
    if (type === 'welcome') socket.send(JSON.stringify(subscribe));
    if (type === 'confirm_subscription') {
      losses = 0;
      if (wasThere) hear.back();
      wasThere = true;
    }
    if (type === 'reject_subscription' || (type === 'disconnect' && reconnect === false)) end();
    const { event, data } = message ?? {};
    if (event === 'message.created' && FROM_THE_DESK.includes(Number(data?.message_type))) hear.message();
  };
  const connect = () => {
    socket = new WebSocket(url, ['actioncable-v1-json']);
    socket.onclose = lose;
    socket.onmessage = ({ data }) => {
      clearTimeout(timer);
      timer = setTimeout(lose, SILENCE_MS);
      take(JSON.parse(data));
    };
    timer = setTimeout(lose, SILENCE_MS);
  };
  connect();
  return end;
}
