import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionOptions, SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { FileProblem } from '../shared/file-problem.ts';

/** Ansible's `secure`: TLS from the start or STARTTLS where offered (try), one of them (starttls), the first (always). */
export type SmtpSecurity = 'always' | 'never' | 'starttls' | 'try';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** What EHLO says; default: this machine's name. */
  readonly name?: string;
  readonly timeoutMs: number;
  readonly security: SmtpSecurity;
  readonly signal: AbortSignal;
}

type Done<T> = (error: Error | null | undefined, value: T) => void;

/** A connection with an SMTP server. What the server or the network refuses is thrown as FileProblem with `rc` 1. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #settings: SmtpSettings;

  private constructor(connection: SMTPConnection, settings: SmtpSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  /** Connects as `security` asks, and greets. */
  static async open(settings: SmtpSettings): Promise<SmtpSession> {
    const { security, signal } = settings;
    if (security !== 'never') {
      const session = await SmtpSession.#connect(settings, { secure: true }).catch((error: unknown) => {
        if (security === 'always' || signal.aborted)
          throw refusal('Unable to start an encrypted session to', settings, error);
      });
      if (session) return session;
    }
    return SmtpSession.#connect(settings, {
      ignoreTLS: security === 'never',
      requireTLS: security === 'starttls',
    }).catch((error: unknown) => {
      const isTls = error instanceof Error && 'code' in error && error.code === 'ETLS';
      throw refusal(isTls ? 'Unable to start an encrypted session to' : 'Unable to Connect', settings, error);
    });
  }

  static async #connect(settings: SmtpSettings, how: SMTPConnectionOptions): Promise<SmtpSession> {
    const { default: Connection } = await import('nodemailer/lib/smtp-connection');
    const { host, port, name, timeoutMs } = settings;
    const connection = new Connection({
      ...how,
      host,
      port,
      name,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      tls: { rejectUnauthorized: false },
    });
    // An error between two steps is told by the next step.
    connection.on('error', () => undefined);
    const session = new SmtpSession(connection, settings);
    await session.#step<void>(done => connection.connect(error => done(error, undefined)));
    return session;
  }

  get encrypted(): boolean {
    return this.#connection.secure;
  }

  async logIn(user: string, pass: string): Promise<void> {
    const { host, port } = this.#settings;
    if (!this.#connection.allowsAuth)
      throw new FileProblem(`No Authentication on the server at ${host}:${port}`, { rc: 1 });
    try {
      await this.#step<unknown>(done => this.#connection.login({ credentials: { user, pass } }, done));
    } catch (error) {
      const hint = 'please check your username and/or password';
      throw refusal('Authentication failed,', this.#settings, error, hint);
    }
  }

  /** Sends a message; rejects where no recipient is taken. */
  send(envelope: { from: string; to: string[] }, message: Buffer): Promise<SMTPConnectionSendInfo> {
    return this.#step<SMTPConnectionSendInfo>(done => this.#connection.send(envelope, message, done));
  }

  quit(): void {
    this.#connection.quit();
  }

  /** One exchange: ended by its callback, by an error of the connection or by the task's signal, which also closes it. */
  #step<T>(begin: (done: Done<T>) => void): Promise<T> {
    const { signal } = this.#settings;
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        signal.removeEventListener('abort', abort);
        this.#connection.off('error', fail);
        settle();
      };
      const fail = (error: Error): void => end(() => reject(error));
      const abort = (): void => {
        this.#connection.close();
        fail(new Error('interrupted'));
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#connection.once('error', fail);
      if (signal.aborted) return abort();
      begin((error, value) => end(() => (error ? reject(error) : resolve(value))));
    });
  }
}

function refusal(what: string, { host, port }: SmtpSettings, error: unknown, hint?: string): FileProblem {
  const message = error instanceof Error ? error.message : String(error);
  return new FileProblem(`${what} ${host}:${port}: ${message}${hint === undefined ? '' : `; ${hint}`}`, { rc: 1 });
}
