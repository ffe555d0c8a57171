/** The operator's receiver before Bitrix24: a form with one field that holds JSON; it answers with any text. */
import { type Json, parseJson } from '../simulator.ts';
import type { ThirdParty } from './third-party.ts';

export interface Bitrix extends ThirdParty {
  /** What came, by the name of the field. */
  readonly received: readonly { readonly field: string; readonly value: Json }[];
}

export function bitrix(): Bitrix {
  const received: { field: string; value: Json }[] = [];
  return {
    name: 'bitrix',
    received,
    handle: ({ method, body }) => {
      if (method !== 'POST') return { status: 405, body: 'POST is wanted' };
      for (const [field, text] of new URLSearchParams(body)) {
        const value = parseJson(text);
        if (value === undefined) return { status: 400, body: `${field} is no JSON` };
        received.push({ field, value });
      }
      return { status: 200, headers: { 'content-type': 'text/html' }, body: 'OK' };
    },
  };
}
