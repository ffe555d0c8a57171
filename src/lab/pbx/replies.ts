/** Replies in confd's words. */
import { jsonReply, type Json, type LabReply } from '../simulator.ts';

/** Ends the handling of a call. */
export class PbxRefusal extends Error {
  readonly reply: LabReply;

  constructor(status: number, text: string) {
    super(text);
    this.reply = jsonReply(status, [text]);
  }
}

export function inputError(text: string): PbxRefusal {
  return new PbxRefusal(400, `Input Error - ${text}`);
}

export function resourceError(text: string): PbxRefusal {
  return new PbxRefusal(400, `Resource Error - ${text}`);
}

export function notFound(what: string): PbxRefusal {
  return new PbxRefusal(404, `Resource Not Found - ${what} was not found`);
}

export const done: LabReply = { status: 204, body: '' };

export function list(items: readonly Json[], total = items.length): LabReply {
  return jsonReply(200, { items, total });
}
