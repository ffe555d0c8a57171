import { createServer, type Socket } from 'node:net';
import type { SMTPServer, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { cutSocket } from '../server/cut-socket.ts';
import { carryOut } from '../faults/carry-out.ts';
import type { ArmedFault } from '../faults/fault-list.ts';
import { callOf } from '../faults/match.ts';
import { pause } from '../server/deliver.ts';
import type { LabServer } from '../server/lab-server.ts';
import { Listener } from '../server/listener.ts';
import type { ServerSurroundings } from '../server/simulator-server.ts';
import type { LabReply, LabRequest } from '../simulator.ts';
import type { SmtpSimulator } from './smtp.ts';

/** What a command brings, with the verb as its method. */
type Command = Pick<LabRequest, 'method'> & Partial<Pick<LabRequest, 'path' | 'headers' | 'body'>>;
type Outcome = 'reset' | 'hang' | undefined;

/** The mail server on its port. Of the effects it knows latency, status, reset, hang, drop, duplicate and down. */
export class SmtpServer implements LabServer {
  readonly simulator: SmtpSimulator;
  readonly listener: Listener;
  readonly #around: ServerSurroundings;
  /** By the port of the other side. */
  readonly #sockets = new Map<number, Socket>();
  readonly #hanging = new Set<Socket>();
  #protocol: Promise<SMTPServer> | undefined;
  inFlight = 0;

  constructor(simulator: SmtpSimulator, port: number, around: ServerSurroundings) {
    this.simulator = simulator;
    this.#around = around;
    const server = createServer(socket => void this.#greet(socket));
    this.listener = new Listener(server, port, { scheme: 'smtp', refuses: socket => this.#refuses(socket) });
  }

  cutHanging(): void {
    for (const socket of this.#hanging) cutSocket(socket);
    this.#hanging.clear();
  }

  /** The library is loaded for the first connection: most labs never get a mail. */
  async #greet(socket: Socket): Promise<void> {
    const protocol = await (this.#protocol ??= smtpProtocol(this.#options()));
    const port = socket.remotePort;
    if (socket.destroyed || port === undefined) return;
    this.#sockets.set(port, socket);
    socket.once('close', () => this.#sockets.delete(port));
    protocol.connect(socket);
  }

  #refuses(socket: Socket): boolean {
    const fault = this.#around.faults.forConnection(this.simulator.system, this.simulator.instance);
    if (!fault) return false;
    cutSocket(socket);
    this.#record(requestOf({ method: 'CONNECT' }), { fault, reply: undefined, outcome: 'reset', started: Date.now() });
    return true;
  }

  #options(): SMTPServerOptions {
    const { wantsLogin } = this.simulator;
    return {
      name: 'mail.lab',
      banner: 'omnicrm lab',
      disabledCommands: wantsLogin ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
      authOptional: !wantsLogin,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      onConnect: (session, done) => void this.#answer(session, { method: 'CONNECT' }, done),
      onMailFrom: ({ address }, session, done) => void this.#answer(session, { method: 'MAIL', path: address }, done),
      onRcptTo: ({ address }, session, done) => void this.#answer(session, { method: 'RCPT', path: address }, done),
      onAuth: ({ username = '', password }, session, done) => {
        const command = { method: 'AUTH', path: username, headers: { password: password ?? '' } };
        void this.#answer(session, command, error => done(error, { user: username }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.#answer(session, dataOf(session, Buffer.concat(chunks)), done));
      },
    };
  }

  async #answer(
    session: SMTPServerSession,
    command: Command,
    done: (error?: Error | null, message?: string) => void,
  ): Promise<void> {
    const started = Date.now();
    this.inFlight += 1;
    try {
      const request = requestOf(command);
      const fault = this.#around.faults.forCall(callOf(this.simulator, request));
      const { latency, ...effect } = fault?.effect ?? {};
      if (latency) await pause(latency.ms + (latency.jitter ?? 0) * this.#around.random());
      const reply = carryOut(this.simulator, request, effect);
      const outcome = effect.hang ? 'hang' : effect.reset || effect.down ? 'reset' : undefined;
      this.#record(request, { fault, reply, outcome, started });
      this.#send(session, reply, outcome, done);
      if (effect.down) this.listener.down(effect.down);
    } finally {
      this.inFlight -= 1;
    }
  }

  #send(
    { remotePort }: SMTPServerSession,
    { status, body }: LabReply,
    outcome: Outcome,
    done: (error?: Error | null, message?: string) => void,
  ): void {
    const socket = this.#sockets.get(remotePort);
    if (outcome === 'reset') cutSocket(socket);
    else if (outcome === 'hang' && socket) this.#hanging.add(socket);
    else if (status >= 400) done(Object.assign(new Error(body), { responseCode: status }));
    else done(null, body);
  }

  #record(
    request: LabRequest,
    end: { fault: ArmedFault | undefined; reply: LabReply | undefined; outcome: Outcome; started: number },
  ): void {
    const { system, instance } = this.simulator;
    const reply = end.outcome === undefined ? end.reply : undefined;
    this.#around.journal.add({
      time: this.#around.clock.now().toISOString(),
      direction: 'in',
      system,
      instance,
      method: request.method,
      path: request.path,
      rpc: undefined,
      requestId: undefined,
      request: request.body,
      status: reply?.status,
      reply: reply?.body,
      fault: end.fault?.id,
      outcome: end.outcome,
      durationMs: Date.now() - end.started,
    });
  }
}

async function smtpProtocol(options: SMTPServerOptions): Promise<SMTPServer> {
  const { SMTPServer: Protocol } = await import('smtp-server');
  const protocol = new Protocol(options);
  // A client that leaves in the middle is nothing to end the process for.
  protocol.on('error', () => undefined);
  return protocol;
}

function dataOf({ envelope }: SMTPServerSession, message: Buffer): Command {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  const path = envelope.rcptTo.map(({ address }) => address).join(',');
  return { method: 'DATA', path, headers: { from }, body: message.toString('latin1') };
}

function requestOf({ method, path = '-', headers = {}, body = '' }: Command): LabRequest {
  return { method, path, query: new URLSearchParams(), headers, body };
}
