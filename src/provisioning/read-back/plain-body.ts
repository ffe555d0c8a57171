import { toJson } from '../../template/index.ts';

/** A body as plain JSON, whether it comes as a dict, a JSON value, JSON text or a form. */
export function plainBody(body: unknown): unknown {
  if (body instanceof Map) return JSON.parse(toJson(body)) as unknown;
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}
