/** Every place of the database that holds sealed text. */

export interface SealedColumn {
  /** A table with a rowid. */
  readonly table: string;
  readonly column: string;
  /** text: the whole column is one sealed text. members: a JSON object of texts, some of them sealed. */
  readonly form: 'text' | 'members';
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'inventory', column: 'fields', form: 'members' },
  { table: 'service', column: 'removal_facts', form: 'text' },
  { table: 'crm_user', column: 'totp_secret', form: 'text' },
];
