/** JSON Schemas of logging in. Bodies take no members but these. */

export const passwordText = { type: 'string', maxLength: 1000 };
export const secretText = { type: 'string', maxLength: 2000 };
export const codeText = { type: 'string', maxLength: 20, description: 'six digits, or a backup code' };

/** A body with these members, the first ones required. A client that encodes "no body" as JSON sends null. */
export function bodyWith(required: object, optional: object = {}): object {
  const names = Object.keys(required);
  const object = { properties: { ...required, ...optional }, required: names, additionalProperties: false };
  return { type: names.length === 0 ? ['object', 'null'] : 'object', ...object };
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };

const tokens = {
  token: text,
  access_token: { ...text, description: 'the same as token' },
  token_type: text,
  expires_in: { type: 'integer', description: 'seconds' },
  refresh_token: text,
};

export const tokensReply = { type: 'object', properties: tokens };

/** Tokens and the user; or a challenge. */
export const loginReply = {
  type: 'object',
  properties: {
    ...tokens,
    user_id: { type: 'integer' },
    user_name: text,
    email: text,
    customer_id: { type: ['integer', 'null'] },
    roles: texts,
    permissions: texts,
    second_factor_required: { type: 'boolean' },
    second_factor_setup_required: {
      type: 'boolean',
      description: 'until then only /crm/2fa/enable and verify are open',
    },
    challenge: text,
    message: text,
  },
};

export const done = { type: 'object', properties: { message: text } };
