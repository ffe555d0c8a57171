/** A small SMTP server on loopback that keeps what it is sent. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export interface SmtpSink {
  readonly port: number;
  /** Every line the clients sent before and between messages. */
  readonly commands: string[];
  readonly messages: string[];
  close(): void;
}

export interface SinkOptions {
  /** What EHLO offers. */
  readonly offers?: readonly string[];
  /** Recipients that are refused. */
  readonly refuses?: readonly string[];
}

export async function openSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const [commands, messages, sockets] = [[] as string[], [] as string[], new Set<Socket>()];
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket, options, commands, messages);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, commands, messages, close };
}

function converse(socket: Socket, options: SinkOptions, commands: string[], messages: string[]): void {
  let [pending, message] = ['', undefined as string[] | undefined];
  const take = (line: string): void => {
    if (message === undefined) {
      commands.push(line);
      if (line === 'DATA') message = [];
      socket.write(answerTo(line, options));
    } else if (line === '.') {
      messages.push(message.join('\n'));
      message = undefined;
      socket.write('250 kept\r\n');
    } else message.push(line);
  };
  socket.write('220 sink\r\n');
  socket.setEncoding('latin1').on('data', (text: string) => {
    // A client that tries TLS first speaks no SMTP.
    if (text.startsWith('\x16')) {
      socket.end('500 what?\r\n');
      return;
    }
    const lines = (pending + text).split('\r\n');
    pending = lines.pop() ?? '';
    lines.forEach(take);
  });
}

function answerTo(line: string, { offers = [], refuses = [] }: SinkOptions): string {
  if (line.startsWith('EHLO')) {
    const words = ['sink', ...offers];
    return words.map((word, at) => `250${at === words.length - 1 ? ' ' : '-'}${word}\r\n`).join('');
  }
  if (line.startsWith('AUTH')) return line.endsWith(plain('clerk', 'secret')) ? '235 in\r\n' : '535 no such pair\r\n';
  if (line.startsWith('STARTTLS')) return '502 not here\r\n';
  if (line.startsWith('RCPT')) return refuses.some(name => line.includes(name)) ? '550 no such user\r\n' : '250 ok\r\n';
  return { DATA: '354 go on\r\n', QUIT: '221 bye\r\n' }[line] ?? '250 ok\r\n';
}

function plain(user: string, password: string): string {
  return Buffer.from(`\0${user}\0${password}`).toString('base64');
}
