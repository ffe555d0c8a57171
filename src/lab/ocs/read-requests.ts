import { isObject, parseJson, type Json } from '../simulator.ts';

/** One call out of a body. */
export interface RpcRequest {
  /** The raw text of `id`, `null` when there is none: it is sent back as it came. */
  readonly id: string;
  readonly method: string;
  readonly params: Json | undefined;
}

/**
 * The calls in a body: JSON objects one after the other. Reading stops at the first thing that is not an object or is
 * cut off, and what stands before it is still answered; so junk gives no calls at all.
 */
export function readRequests(body: string): RpcRequest[] {
  const requests: RpcRequest[] = [];
  for (let start = 0; ;) {
    const end = valueEnd(body, start);
    const request = end === undefined ? undefined : readRequest(body.slice(start, end));
    if (end === undefined || !request) return requests;
    requests.push(request);
    start = end;
  }
}

function readRequest(text: string): RpcRequest | undefined {
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  const members = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
  const method = members.get('method') ?? '';
  if (typeof method !== 'string') return undefined;
  return { id: rawId(text, members.get('id')), method, params: members.get('params') };
}

/** Only numbers lose anything by parsing (1.0, 19 digits), so only they are fetched from the text. */
function rawId(text: string, id: Json | undefined): string {
  if (typeof id !== 'number') return JSON.stringify(id ?? null);
  return /"id"\s*:\s*(-?[\d.eE+-]+)/i.exec(text)?.[1] ?? JSON.stringify(id);
}

/** Where the object that begins at `start` (after white space) ends, or undefined when it does not. */
function valueEnd(text: string, start: number): number | undefined {
  const tokens = /"(?:[^"\\]|\\.)*"|[{[]|[}\]]|[^\s]/gs;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '{' || token[0] === '[') depth += 1;
    if (token[0] === '}' || token[0] === ']') depth -= 1;
    if (depth <= 0) return tokens.lastIndex;
  }
  return undefined;
}
