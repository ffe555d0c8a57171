import type { Field, Fields } from './check-fields.ts';
import { inputError, wrongType } from './refusal.ts';

const text = (longest?: number): Field => ({ type: 'text', ...(longest === undefined ? {} : { longest }) });

/** What a user has. */
export const userFields: Fields = {
  required: ['firstname'],
  fields: {
    id: { type: 'whole' },
    firstname: text(128),
    lastname: text(128),
    caller_id: text(160),
    outgoing_caller_id: text(80),
    username: text(64),
    password: { type: 'text', longest: 128, check: refuseShort },
    music_on_hold: text(128),
    mobile_phone_number: { type: 'text', longest: 80, check: refuseNoNumber },
    userfield: text(128),
    timezone: text(128),
    language: text(20),
    description: text(),
    preprocess_subroutine: text(39),
  },
};

const SHORTEST_PASSWORD = 4;

function refuseShort(value: unknown, field: string): void {
  if (String(value).length >= SHORTEST_PASSWORD) return;
  throw inputError(`field '${field}': must have a minimum length of ${SHORTEST_PASSWORD}`);
}

function refuseNoNumber(value: unknown, field: string): void {
  if (value !== '' && !/^\+?[0-9*#]+$/.test(String(value))) throw wrongType(field, 'a numeric phone number');
}
