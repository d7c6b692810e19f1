import WebSocket from 'ws';

const CREATED = '"event":"message.created"';
const ID = /"data":\{"id":(\d+),/;
const PLACE = /"stream_id":"([^"]+)","epoch":"([^"]+)","offset":(\d+)\}$/;

/** A client that remembers which messages it heard of, and comes back to some server when its socket goes. */
export class CableClient {
  readonly heard: number[] = [];
  connections = 0;
  private place: object | undefined;
  private isOver = false;
  private socket: WebSocket | undefined;
  private readonly identifier: string;
  private readonly findServer: () => string;
  private readonly since = Math.floor(Date.now() / 1000) - 1;

  constructor(identifier: string, findServer: () => string) {
    this.identifier = identifier;
    this.findServer = findServer;
  }

  connect() {
    const url = `${this.findServer().replace('http', 'ws')}/cable`;
    const socket = new WebSocket(url, ['actioncable-v1-ext-json']);
    this.socket = socket;
    this.connections += 1;
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.receive(socket, String(data)));
    socket.on('close', () => {
      if (!this.isOver) setTimeout(() => this.connect(), Math.random() * 500);
    });
  }

  private receive(socket: WebSocket, text: string) {
    if (text === '{"type":"welcome"}') {
      const history = this.place ? { streams: this.place } : { since: this.since };
      socket.send(JSON.stringify({ command: 'subscribe', identifier: this.identifier, history }));
    }
    const place = PLACE.exec(text);
    if (!place) return;
    const [, stream = '', epoch = '', offset = ''] = place;
    this.place = { [stream]: { epoch, offset: Number(offset) } };
    if (text.includes(CREATED)) this.heard.push(Number(ID.exec(text)?.[1]));
  }

  end() {
    this.isOver = true;
    this.socket?.terminate();
  }
}
