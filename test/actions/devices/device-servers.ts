/** Devices on the loopback, by SSH and by telnet. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import ssh2 from 'ssh2';
import type { FakeShell } from './fake-shell.ts';

const HOST = '127.0.0.1';

/** A server of SSH with a new key; gives its port. */
export async function startSsh(
  t: TestContext,
  password: string,
  shell: () => FakeShell,
  method = 'password',
): Promise<number> {
  const { private: key } = ssh2.utils.generateKeyPairSync('ed25519');
  const server = new ssh2.Server({ hostKeys: [key] }, client => {
    client.on('error', () => undefined);
    client.on('authentication', auth => {
      if (auth.method !== method) return auth.reject([method as 'password']);
      if (auth.method === 'keyboard-interactive')
        return auth.prompt([{ prompt: 'Password: ', echo: false }], words =>
          words[0] === password ? auth.accept() : auth.reject(),
        );
      if (auth.method === 'password' && auth.password === password) return auth.accept();
      return auth.reject();
    });
    client.on('session', accept => {
      const session = accept();
      session.on('pty', yes => yes?.());
      session.on('shell', yes => {
        const channel = yes();
        talk(
          shell(),
          channel,
          text => void channel.write(text),
          () => void channel.end(),
        );
      });
    });
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** What telnet says at the start: DO 24 (terminal), WILL 1 (echo), and a talk about it. */
const OFFERS = Buffer.from([255, 253, 24, 255, 251, 1, 255, 250, 24, 1, 255, 255, 240, 255, 240]);

/** A server of telnet that says all byte by byte; `heard` gets the bytes of its clients. */
export async function startTelnet(
  t: TestContext,
  shell: () => FakeShell,
  heard: (bytes: Buffer) => void = () => undefined,
): Promise<number> {
  return startServer(t, socket => {
    const say = (text: string): void => [...Buffer.from(text)].forEach(byte => socket.write(Buffer.of(byte)));
    socket.write(OFFERS.subarray(0, 4));
    socket.write(OFFERS.subarray(4));
    socket.on('data', heard);
    talk(shell(), socket, say, () => socket.end());
  });
}

/** A server that takes connections and says nothing. */
export function startSilent(t: TestContext): Promise<number> {
  return startServer(t, () => undefined);
}

function talk(shell: FakeShell, from: NodeJS.ReadableStream, say: (text: string) => void, hangUp: () => void): void {
  say(shell.greeting);
  from.on('data', (bytes: Buffer) => {
    const text = bytes
      .toString('latin1')
      .replaceAll(/\u00FF[\u00FB-\u00FE][^]/g, '')
      .replaceAll('\0', '');
    const answer = shell.press(text);
    if (answer === undefined) hangUp();
    else say(answer);
  });
}

async function startServer(t: TestContext, take: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    take(socket);
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
