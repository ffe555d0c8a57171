import { request } from 'node:http';
import type { LabClock } from '../clock.ts';
import type { Journal } from '../journal.ts';

const attempts = 3;
const timeoutMs = 2000;
const pauses = [100, 100, 200];

interface Answer {
  readonly status: number | undefined;
  readonly reply: string | undefined;
  readonly outcome: string | undefined;
}

/** Posts of the OCS to the outside: three attempts, two seconds each, no header but Content-Type, up to 299 is success. */
export class Callbacks {
  readonly #pending = new Set<Promise<void>>();
  readonly #journal: Journal;
  readonly #clock: LabClock;
  readonly #from: string;

  constructor(journal: Journal, clock: LabClock, from: string) {
    this.#journal = journal;
    this.#clock = clock;
    this.#from = from;
  }

  /** Starts a post; the promise settles when it has succeeded or been given up (the OCS swallows that). */
  post(url: string, body: string): Promise<void> {
    const post = this.#deliver(url, body).finally(() => this.#pending.delete(post));
    this.#pending.add(post);
    return post;
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Resolves when no post is under way. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #deliver(url: string, body: string): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const started = Date.now();
      const answer = await send(url, body, this.#from);
      this.#record(url, body, answer, Date.now() - started);
      if (answer.status !== undefined && answer.status <= 299) return;
      if (this.#clock.mode === 'real') await new Promise(resolve => setTimeout(resolve, pauses[attempt]));
    }
  }

  #record(path: string, body: string, answer: Answer, durationMs: number): void {
    const time = this.#clock.now().toISOString();
    const what = { rpc: undefined, requestId: undefined, fault: undefined, path, request: body };
    this.#journal.add({
      time,
      direction: 'out',
      system: 'ocs',
      instance: 'ocs',
      method: 'POST',
      ...what,
      ...answer,
      durationMs,
    });
  }
}

/** One attempt; a URL that is none, a refused connection and a time-out are answers without a status. */
function send(url: string, body: string, from: string): Promise<Answer> {
  return new Promise(resolve => {
    const failed = (outcome: string): void => resolve({ status: undefined, reply: undefined, outcome });
    if (!url.startsWith('http://') || !URL.canParse(url)) return failed('unsupported url');
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'POST', headers, localAddress: from, agent: false }, response => {
      let reply = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (reply += chunk));
      response.on('end', () => resolve({ status: response.statusCode, reply, outcome: undefined }));
      response.on('error', error => failed(error.message));
    });
    const timer = setTimeout(() => call.destroy(new Error('timeout')), timeoutMs);
    call.on('error', error => failed(error.message)).on('close', () => clearTimeout(timer));
    call.end(body);
  });
}
