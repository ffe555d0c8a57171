import { randomUUID } from 'node:crypto';
import type { LabClock } from '../clock.ts';
import { objectCopy, type Item, type LabReply, type LabRequest, type Simulator } from '../simulator.ts';
import { parseMail, type ParsedMail } from './parse-mail.ts';

/** One mail that was taken. */
export interface SmtpMessage extends ParsedMail {
  readonly message_id: string;
  /** Of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The part of that type, empty when there is none. */
  readonly text: string;
  readonly html: string;
  /** As it came, one character a byte. */
  readonly raw: string;
  readonly time: string;
}

interface SmtpState {
  messages: SmtpMessage[];
}

export interface SmtpLogin {
  readonly user?: string;
  readonly password?: string;
}

type Verb = (request: LabRequest) => LabReply;

/**
 * A mail server that keeps what it gets. Each command is a call whose method is the verb (`CONNECT`, `AUTH`, `MAIL`, `RCPT`,
 * `DATA`), whose path is the address and whose body is the message; replies have SMTP's codes.
 */
export class SmtpSimulator implements Simulator<SmtpState> {
  readonly system = 'smtp';
  readonly instance = 'smtp';
  state: SmtpState = this.initialState();
  readonly #login: SmtpLogin;
  readonly #clock: LabClock;

  constructor(login: SmtpLogin, clock: LabClock) {
    this.#login = login;
    this.#clock = clock;
  }

  /** Whether MAIL is refused before AUTH. */
  get wantsLogin(): boolean {
    return this.#login.user !== undefined;
  }

  initialState(): SmtpState {
    return { messages: [] };
  }

  handle(request: LabRequest): LabReply {
    const verb = this.#verbs[request.method];
    return verb?.(request) ?? { status: 502, body: 'command not implemented' };
  }

  readonly #verbs: Readonly<Record<string, Verb>> = {
    CONNECT: () => ({ status: 220, body: 'ready' }),
    AUTH: request => this.#authenticate(request),
    MAIL: () => ({ status: 250, body: 'sender ok' }),
    RCPT: () => ({ status: 250, body: 'recipient ok' }),
    DATA: request => this.#accept(request),
  };

  #authenticate({ path, headers }: LabRequest): LabReply {
    const isRight = path === this.#login.user && headers['password'] === this.#login.password;
    return isRight ? { status: 235, body: 'welcome' } : { status: 535, body: 'wrong user or password' };
  }

  #accept({ path, headers, body: raw }: LabRequest): LabReply {
    const parsed = parseMail(raw);
    const partOf = (type: string): string => parsed.parts.find(part => part.type === type)?.content ?? '';
    const message_id = randomUUID();
    this.state.messages.push({
      message_id,
      from: headers['from'] ?? '',
      to: path.split(','),
      subject: parsed.headers['subject'] ?? '',
      text: partOf('text/plain'),
      html: partOf('text/html'),
      ...parsed,
      raw,
      time: this.#clock.now().toISOString(),
    });
    return { status: 250, body: `queued as ${message_id}` };
  }

  rpcMethod(): undefined {
    return undefined;
  }

  failure(status: number, text: string): LabReply {
    return { status, body: text };
  }

  items(state: SmtpState): Item[] {
    return state.messages.map(message => ({ kind: 'mail', key: message.message_id, value: objectCopy(message) }));
  }

  /** The words of a mail tell times and numbers of runs; what counts is who was told. */
  content(state: SmtpState): Item[] {
    return state.messages.map(({ message_id, from, to }) => ({
      kind: 'mail',
      key: message_id,
      value: { from, to: [...to] },
    }));
  }
}
