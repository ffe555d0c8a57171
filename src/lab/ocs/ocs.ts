import type { LabClock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import { jsonReply, type Item, type Json, type LabReply, type LabRequest, type Simulator } from '../simulator.ts';
import type { OcsOptions } from '../types.ts';
import { Callbacks } from './callbacks.ts';
import { ocsContent, ocsItems } from './items.ts';
import type { OcsContext } from './method.ts';
import { findMethod } from './methods.ts';
import { readRequests, type RpcRequest } from './read-requests.ts';
import { RpcError } from './rpc-error.ts';
import { Scheduler } from './scheduler.ts';
import { emptyOcsState, type OcsState } from './state.ts';

/** The OCS as CGRateS 0.11 answers on `/jsonrpc`: always HTTP 200, errors are strings, junk gets an empty body. */
export class OcsSimulator implements Simulator<OcsState> {
  readonly system = 'ocs';
  readonly instance = 'ocs';
  readonly options: OcsOptions;
  readonly callbacks: Callbacks;
  readonly scheduler: Scheduler;
  readonly #clock: LabClock;
  #state: OcsState = emptyOcsState();

  constructor(options: OcsOptions, clock: LabClock, journal: Journal) {
    this.options = options;
    this.#clock = clock;
    this.callbacks = new Callbacks(journal, clock, options.callbackFrom ?? '127.0.0.1');
    this.scheduler = new Scheduler(
      clock,
      () => this.#context([]),
      () => this.callbacks.settled(),
    );
  }

  get state(): OcsState {
    return this.#state;
  }

  /** The scheduler follows the plans of the new state. */
  set state(state: OcsState) {
    this.#state = state;
    this.scheduler.arm();
  }

  initialState(): OcsState {
    return emptyOcsState();
  }

  handle(request: LabRequest): LabReply {
    if (!this.#isAuthorized(request)) return unauthorized;
    if (!/^\/jsonrpc\/?$/.test(request.path))
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' };
    const waits: Promise<void>[] = [];
    const context = this.#context(waits);
    const lines = readRequests(request.body).map(call => answer(context, call));
    const cors =
      request.headers['origin'] === undefined ? {} : { 'access-control-allow-origin': request.headers['origin'] };
    const reply = { status: 200, headers: { 'content-type': 'application/json', ...cors }, body: lines.join('') };
    return waits.length > 0 ? { ...reply, after: Promise.all(waits) } : reply;
  }

  rpcMethod(request: LabRequest): string | undefined {
    return readRequests(request.body)[0]?.method;
  }

  failure(status: number, text: string, request: LabRequest): LabReply {
    if (status !== 200) return { status, headers: { 'content-type': 'text/plain' }, body: `${text}\n` };
    return {
      ...jsonReply(200, null),
      body: readRequests(request.body)
        .map(call => line(call.id, null, text))
        .join(''),
    };
  }

  items(state: OcsState): Item[] {
    return ocsItems(state);
  }

  content(state: OcsState): Item[] {
    return ocsContent(state);
  }

  /** `waits` gathers the posts that the reply is to wait for. */
  #context(waits: Promise<void>[]): OcsContext {
    return {
      state: this.#state,
      options: this.options,
      now: this.#clock.now(),
      reloadScheduler: () => this.scheduler.reload(),
      post: (url, body, wait) => {
        const post = this.callbacks.post(url, body);
        if (wait) waits.push(post);
      },
    };
  }

  #isAuthorized(request: LabRequest): boolean {
    const login = this.options.basicAuth;
    if (!login) return true;
    return (
      request.headers['authorization'] === `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`
    );
  }
}

const unauthorized: LabReply = {
  status: 401,
  headers: { 'content-type': 'text/plain', 'www-authenticate': 'Basic realm="Restricted"' },
  body: 'Not authorized\n',
};

function answer(context: OcsContext, request: RpcRequest): string {
  try {
    return line(request.id, findMethod(request.method)(context, firstParameter(request.params)), null);
  } catch (error) {
    if (error instanceof RpcError) return line(request.id, null, error.message);
    throw error;
  }
}

/** The first of the list; further ones are ignored, and an empty list is a zero argument. */
function firstParameter(params: Json | undefined): Json | undefined {
  if (params === undefined || params === null) throw new RpcError('jsonrpc: request body missing params');
  if (Array.isArray(params)) return params[0];
  const kind = typeof params === 'boolean' ? 'bool' : typeof params;
  throw new RpcError(`json: cannot unmarshal ${kind} into Go value of type [1]interface {}`);
}

/** One line of reply; the members stand in this order. */
function line(id: string, result: Json, error: string | null): string {
  return `{"id":${id},"result":${JSON.stringify(result)},"error":${JSON.stringify(error)}}\n`;
}
