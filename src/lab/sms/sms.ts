import { randomUUID } from 'node:crypto';
import type { LabClock } from '../clock.ts';
import {
  isObject,
  jsonReply,
  textOf,
  parseJson,
  type Item,
  type LabReply,
  type LabRequest,
  type Simulator,
} from '../simulator.ts';

export interface SmsMessage {
  readonly message_id: string;
  readonly source_msisdn: string;
  readonly destination_msisdn: string;
  readonly message_body: string;
  readonly time: string;
}

interface SmsState {
  sent: SmsMessage[];
}

/**
 * The SMS gateway: `POST /SMS/plaintext/{key}` answers 201 and keeps the message. 401 for another key, 400 for a missing
 * field. The operator's plays spell the recipient `destinatination_msisdn`; the right spelling is taken, too.
 */
export class SmsSimulator implements Simulator<SmsState> {
  readonly system = 'sms';
  readonly instance = 'sms';
  state: SmsState = this.initialState();
  readonly #key: string;
  readonly #clock: LabClock;

  constructor(key: string, clock: LabClock) {
    this.#key = key;
    this.#clock = clock;
  }

  initialState(): SmsState {
    return { sent: [] };
  }

  handle(request: LabRequest): LabReply {
    const key = /^\/SMS\/plaintext\/([^/]+)\/?$/.exec(request.path)?.[1];
    if (key === undefined) return jsonReply(404, { error: 'not found' });
    if (request.method !== 'POST') return jsonReply(405, { error: 'method not allowed' }, { allow: 'POST' });
    if (decodeURIComponent(key) !== this.#key) return jsonReply(401, { error: 'unknown key' });
    return this.#accept(parseJson(request.body));
  }

  #accept(body: unknown): LabReply {
    const fields = isObject(body) ? body : {};
    const recipient = fields['destinatination_msisdn'] ?? fields['destination_msisdn'];
    const values = {
      source_msisdn: fields['source_msisdn'],
      destination_msisdn: recipient,
      message_body: fields['message_body'],
    };
    const missing = Object.entries(values).find(([, value]) => value === undefined || value === null || value === '');
    if (missing) return jsonReply(400, { error: `missing field ${missing[0]}` });
    const message = {
      message_id: randomUUID(),
      source_msisdn: textOf(values.source_msisdn),
      destination_msisdn: textOf(values.destination_msisdn),
      message_body: textOf(values.message_body),
      time: this.#clock.now().toISOString(),
    };
    this.state.sent.push(message);
    return jsonReply(201, { message_id: message.message_id, status: 'queued' });
  }

  rpcMethod(): undefined {
    return undefined;
  }

  failure(status: number, text: string): LabReply {
    return jsonReply(status, { error: text });
  }

  items(state: SmsState): Item[] {
    return state.sent.map(message => ({ kind: 'message', key: message.message_id, value: { ...message } }));
  }

  content(state: SmsState): Item[] {
    return state.sent.map(({ message_id, time, ...rest }) => ({
      kind: 'message',
      key: `${time} ${message_id}`,
      value: rest,
    }));
  }
}
