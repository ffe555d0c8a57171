/** The members of a JSON object: of a dict, of a plain object, or of the text of one; none for anything else. */
export function jsonMembers(body: unknown): ReadonlyMap<unknown, unknown> {
  if (body instanceof Map) return body;
  if (typeof body === 'string') return jsonMembers(parsed(body));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return new Map();
  return new Map(Object.entries(body));
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? undefined : value;
  } catch {
    // No JSON has no members.
    return undefined;
  }
}
