import { jsonReply, type JsonObject, type LabReply } from '../simulator.ts';

type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** An error reply of the payment service, thrown to end a call. */
export class PayError extends Error {
  readonly reply: LabReply;

  constructor(status: number, type: ErrorType, message: string, more: JsonObject = {}) {
    super(message);
    this.reply = jsonReply(status, { error: { type, message, ...more } });
  }
}

export const missingParameter = (param: string): PayError =>
  new PayError(400, 'invalid_request_error', `Missing required param: ${param}.`, { code: 'parameter_missing', param });

export const invalidParameter = (param: string, message: string, code = 'parameter_invalid'): PayError =>
  new PayError(400, 'invalid_request_error', message, { code, param });

export const noSuch = (what: string, id: string, param = 'id', status = 404): PayError =>
  new PayError(status, 'invalid_request_error', `No such ${what}: '${id}'`, { code: 'resource_missing', param });
