/** How a column holds its secrets, and what it becomes when they are sealed anew. */
import type { SealedColumn } from './sealed-columns.ts';
import { keyIdOf } from './sealed-text.ts';

/** A row of a sealed column: its key, the column and those beside it. */
export type SealedRow = Readonly<Record<string, unknown>>;

/** Whether a field of stock is secret, by type and name. */
export type IsSecretField = (type: unknown, field: unknown) => boolean;

export interface Resealing {
  readonly isSecretField: IsSecretField;
  /** The text sealed with the newest key. Throws E_SEAL. */
  readonly reseal: (text: string) => string;
  readonly fingerprint: (text: string) => string;
}

export interface SealedForm {
  /** The sealed texts and the secrets in the clear that a value holds. */
  secrets(value: string, row: SealedRow, isSecretField: IsSecretField): readonly string[];
  /** The value with every secret sealed with the newest key. Throws E_SEAL. */
  sealed(value: string, row: SealedRow, resealing: Resealing): string;
}

export const sealedForms: Readonly<Record<SealedColumn['form'], SealedForm>> = {
  text: {
    secrets: value => [value],
    sealed: (value, _row, { reseal }) => reseal(value),
  },
  members: {
    secrets: (value, row, isSecretField) => secretMembers(value, row, isSecretField).map(([, secret]) => secret),
    sealed: (value, row, { isSecretField, reseal }) => {
      const fresh = secretMembers(value, row, isSecretField).map(([name, secret]) => [name, reseal(secret)]);
      return JSON.stringify({ ...(JSON.parse(value) as object), ...Object.fromEntries(fresh) });
    },
  },
  // A digest outlives the keys: only a value that is still in the clear counts.
  digest: {
    secrets: (value, { inventory_type, field }, isSecretField) =>
      isSecretField(inventory_type, field) && !value.startsWith('hmac:') ? [value] : [],
    sealed: (value, _row, { fingerprint }) => fingerprint(value),
  },
};

function secretMembers(value: string, row: SealedRow, isSecretField: IsSecretField): [string, string][] {
  const members = Object.entries(JSON.parse(value) as Record<string, string | null>);
  return members.filter((member): member is [string, string] => {
    const [name, text] = member;
    return text !== null && (keyIdOf(text) !== undefined || isSecretField(row['inventory_type'], name));
  });
}
