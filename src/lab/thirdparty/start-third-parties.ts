/** Third parties on one loopback server, each below its own path. */
import { createServer, type ServerResponse } from 'node:http';
import { Listener } from '../server/listener.ts';
import { readRequest } from '../server/read-request.ts';
import { cutSocket } from '../server/cut-socket.ts';
import type { LabReply, LabRequest } from '../simulator.ts';
import { bitrix, type Bitrix } from './bitrix.ts';
import { megogo, type Megogo } from './megogo.ts';
import { ollTv, type OllTv } from './olltv.ts';
import { ophanim, type Ophanim } from './ophanim.ts';
import { telegram, type Telegram } from './telegram.ts';
import type { ThirdParty } from './third-party.ts';
import { turboSms, type TurboSms } from './turbosms.ts';

/**
 * `reset` before anything is done; `deaf`: it is done, and the connection breaks before the answer; `half`: in the middle of it;
 * `garbage`: it is done, and the answer is a web page; `silent`: nothing is done and nothing is said; a number: that status.
 */
export type Failure = 'reset' | 'deaf' | 'half' | 'garbage' | 'silent' | number;

export interface ThirdParties {
  /** `http://127.0.0.1:PORT`; a party is at `URL/NAME`. */
  readonly url: string;
  readonly turbosms: TurboSms;
  readonly telegram: Telegram;
  readonly megogo: Megogo;
  readonly olltv: OllTv;
  readonly bitrix: Bitrix;
  readonly ophanim: Ophanim;
  /** How many requests a party has got. */
  calls(name: string): number;
  /** Makes the next requests to a party fail; for good when no number is told. */
  fail(name: string, failure: Failure, times?: number): void;
  /** Takes all of them off the network. */
  down(): void;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Starts them; port 0 takes a free one. */
export async function startThirdParties({ port = 0 } = {}): Promise<ThirdParties> {
  const parties = {
    turbosms: turboSms(),
    telegram: telegram(),
    megogo: megogo(),
    olltv: ollTv(),
    bitrix: bitrix(),
    ophanim: ophanim(),
  };
  const byName = new Map<string, ThirdParty>(Object.entries(parties));
  const faults = new Map<string, { failure: Failure; times: number }>();
  const calls = new Map<string, number>();
  const server = createServer((incoming, response) => {
    void readRequest(incoming).then(request => request && answer(request, response));
  });
  const answer = (request: LabRequest, response: ServerResponse): void => {
    const [, name = '', path = ''] = /^\/([^/]*)(.*)$/.exec(request.path) ?? [];
    const party = byName.get(name);
    if (party === undefined) return send(response, { status: 404, body: 'nobody is here' });
    calls.set(name, (calls.get(name) ?? 0) + 1);
    const failure = nextFailure(faults, name);
    if (failure === 'silent') return;
    if (failure === 'reset') return cutSocket(response.socket);
    if (typeof failure === 'number') return send(response, { status: failure, body: 'out of order' });
    const reply = party.handle({ ...request, path });
    endings[failure ?? 'well'](response, reply);
  };
  const listener = new Listener(server, port);
  await listener.up();
  return {
    ...parties,
    url: listener.url,
    calls: name => calls.get(name) ?? 0,
    fail: (name, failure, times = Number.POSITIVE_INFINITY) => void faults.set(name, { failure, times }),
    down: () => listener.down(),
    up: () => listener.up(),
    close: () => listener.close(),
  };
}

const page = '<html><body>Under construction</body></html>';

/** How an answer goes out to what was done. */
const endings: Readonly<Record<'well' | 'deaf' | 'half' | 'garbage', (to: ServerResponse, reply: LabReply) => void>> = {
  well: send,
  deaf: to => cutSocket(to.socket),
  garbage: to => send(to, { status: 200, headers: { 'content-type': 'text/html' }, body: page }),
  half: (to, { status, headers = {}, body }) => {
    to.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    to.write(body.slice(0, body.length / 2), () => to.socket?.end());
  },
};

function nextFailure(faults: Map<string, { failure: Failure; times: number }>, name: string): Failure | undefined {
  const fault = faults.get(name);
  if (fault === undefined || fault.times <= 0) return undefined;
  fault.times--;
  return fault.failure;
}

function send(response: ServerResponse, { status, headers = {}, body }: LabReply): void {
  response.writeHead(status, headers);
  response.end(body);
}
