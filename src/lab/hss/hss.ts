import type { LabClock } from '../clock.ts';
import {
  isObject,
  jsonReply,
  parseJson,
  type Item,
  type JsonObject,
  type LabReply,
  type LabRequest,
  type Simulator,
} from '../simulator.ts';
import type { HssOptions } from '../types.ts';
import { hssContent, hssItems } from './items.ts';
import { HssRefusal, internalError, locked, notFound } from './replies.ts';
import { routeHss } from './routes.ts';
import { insertRow, type HssState, type RowContext } from './rows.ts';
import { tables } from './tables.ts';

/** The APNs that every node starts with. */
const startApns = [
  { apn: 'internet', apn_ambr_dl: 999_999, apn_ambr_ul: 999_999 },
  { apn: 'ims', apn_ambr_dl: 9999, apn_ambr_ul: 9999, qci: 5 },
];

/**
 * One HSS node as PyHSS 2.0 on SQLite: absent rows are 200 `null`, broken constraints are 400 with every value in clear,
 * PUT by IMSI is 405 unless the mode allows the operator's own shape.
 */
export class HssSimulator implements Simulator<HssState> {
  readonly system = 'hss';
  readonly instance: string;
  readonly options: Required<HssOptions>;
  readonly #clock: LabClock;
  state: HssState;

  constructor(instance: string, options: HssOptions, clock: LabClock) {
    this.instance = instance;
    this.options = { mode: 'both', fk: 'off', lockProvisioning: false, provisioningKey: 'changeThisKey', ...options };
    this.#clock = clock;
    this.state = this.initialState();
  }

  initialState(): HssState {
    const state: HssState = { apn: [], auc: [], subscriber: [], ims_subscriber: [] };
    for (const fields of startApns) insertRow(this.context(state), tables.apn, fields);
    return state;
  }

  context(state = this.state): RowContext {
    const now = `${this.#clock.now().toISOString().slice(0, 19)}Z`;
    return { state, foreignKeys: this.options.fk === 'on', now };
  }

  handle(request: LabRequest): LabReply {
    const reply = this.#answer(request);
    const always = { hss: `${this.instance}.lab`, 'access-control-allow-origin': '*', connection: 'close' };
    return { ...reply, headers: { ...reply.headers, ...always } };
  }

  #answer(request: LabRequest): LabReply {
    if (!this.#mayWrite(request)) return locked;
    try {
      return routeHss(this.context(), this.options.mode, request, () => bodyOf(request)) ?? notFound;
    } catch (error) {
      if (error instanceof HssRefusal) return error.reply;
      throw error;
    }
  }

  #mayWrite(request: LabRequest): boolean {
    const isWrite = ['PUT', 'PATCH', 'DELETE', 'POST'].includes(request.method);
    return (
      !isWrite || !this.options.lockProvisioning || request.headers['provisioning-key'] === this.options.provisioningKey
    );
  }

  rpcMethod(): undefined {
    return undefined;
  }

  failure(status: number, text: string): LabReply {
    return status === 500 ? internalError(text) : jsonReply(status, { result: 'Failed', reason: text });
  }

  items(state: HssState): Item[] {
    return hssItems(state);
  }

  content(state: HssState): Item[] {
    return hssContent(state);
  }
}

/** The body is read as JSON whatever its Content-Type; anything but an object is the server's own error. */
function bodyOf(request: LabRequest): JsonObject {
  const body = parseJson(request.body);
  if (isObject(body)) return body;
  const reason =
    body === undefined
      ? '400 Bad Request: The browser (or proxy) sent a request that this server could not understand.'
      : 'argument after ** must be a mapping';
  throw new HssRefusal(internalError(reason));
}
