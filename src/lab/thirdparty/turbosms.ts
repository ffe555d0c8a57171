/** TurboSMS: its HTTP API answers 200 to nearly everything; what happened is in `response_code`. */
import { isObject, type Json, jsonReply, type LabReply, type LabRequest, parseJson, textOf } from '../simulator.ts';
import type { ThirdParty } from './third-party.ts';

export interface TurboSms extends ThirdParty {
  readonly sent: readonly {
    readonly id: string;
    readonly phone: string;
    readonly sender: string;
    readonly text: string;
  }[];
  /** What becomes of a message: `Delivered`, `Expired`, `Sent`. */
  become(id: string, status: string): void;
}

export const TURBOSMS_TOKEN = 'turbosms-lab-token';

/** A text that begins with FAIL is refused, and so is a number of another country. */
export function turboSms(): TurboSms {
  const sent: { id: string; phone: string; sender: string; text: string }[] = [];
  const statuses = new Map<string, string>();
  const send = (fields: SendFields): LabReply => {
    if (fields.sender === '') return answer(203, 'REQUIRED_MESSAGE_SENDER');
    if (fields.text === '') return answer(202, 'REQUIRED_MESSAGE_TEXT');
    const results = fields.recipients.map(phone => {
      if (!/^380\d{9}$/.test(phone)) return result(phone, 406, 'INVALID_PHONE_NUMBER', null);
      if (fields.text.startsWith('FAIL')) return result(phone, 408, 'STOPPED', null);
      const id = `turbo-${sent.length + 1}`;
      sent.push({ id, phone, sender: fields.sender, text: fields.text });
      statuses.set(id, 'Sent');
      return result(phone, 0, 'OK', id);
    });
    const good = results.filter(one => one.response_code === 0).length;
    if (good === results.length) return answer(800, 'SUCCESS_MESSAGE_ACCEPTED', results);
    return good === 0 ? answer(801, 'SUCCESS_MESSAGE_NONE', results) : answer(802, 'SUCCESS_MESSAGE_PARTIAL', results);
  };
  const status = (ids: readonly string[]): LabReply =>
    answer(
      0,
      'OK',
      ids.map(id => ({ message_id: id, response_code: statuses.has(id) ? 0 : 301, status: statuses.get(id) ?? null })),
    );
  return {
    name: 'turbosms',
    sent,
    become: (id, word) => void statuses.set(id, word),
    handle: request => {
      if (tokenOf(request) === '') return answer(103, 'REQUIRED_TOKEN');
      if (tokenOf(request) !== TURBOSMS_TOKEN) return answer(301, 'NOT_FOUND_TOKEN');
      if (request.path === '/message/send.json') return send(sendFields(request));
      if (request.path === '/message/status.json') return status(texts(bodyOf(request)['messages']));
      return jsonReply(404, { response_code: 404, response_status: 'NOT_FOUND', response_result: null });
    },
  };
}

interface SendFields {
  readonly recipients: readonly string[];
  readonly sender: string;
  readonly text: string;
}

/** As JSON, or all in the query: `recipients[0]`, `sms[sender]`, `sms[text]`. */
function sendFields(request: LabRequest): SendFields {
  const body = bodyOf(request);
  const { query } = request;
  const sms = isObject(body['sms']) ? body['sms'] : {};
  const inQuery = [...query].filter(([name]) => name.startsWith('recipients[')).map(([, phone]) => phone);
  return {
    recipients: inQuery.length > 0 ? inQuery : texts(body['recipients']),
    sender: query.get('sms[sender]') ?? optional(sms['sender']),
    text: query.get('sms[text]') ?? optional(sms['text']),
  };
}

function tokenOf({ headers, query }: LabRequest): string {
  return query.get('token') ?? (headers['authorization'] ?? '').replace(/^(Bearer|Basic) /, '');
}

function bodyOf({ body }: LabRequest): { readonly [key: string]: Json } {
  const value = parseJson(body);
  return isObject(value) ? value : {};
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

function optional(value: Json | undefined): string {
  return value === undefined || value === null ? '' : textOf(value);
}

function result(phone: string, response_code: number, response_status: string, message_id: string | null) {
  return { phone, response_code, message_id, response_status };
}

function answer(code: number, status: string, results: readonly object[] | null = null): LabReply {
  return jsonReply(200, { response_code: code, response_status: status, response_result: results });
}
