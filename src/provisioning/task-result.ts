import type { ProvisionEvent } from '../crm/types.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The stored result of a task as fields; an unfinished one has none, and one cut short by a full disk neither. */
export function resultOf(event: ProvisionEvent): Fields {
  try {
    return fieldsOf(JSON.parse(event.provisioning_result_json ?? '{}'));
  } catch {
    // Such a row still has a name and a status to show.
    return {};
  }
}

/** The members of an object; none for anything else. */
export function fieldsOf(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? { ...value } : {};
}
