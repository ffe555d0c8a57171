/** What a column of a thing accepts and shows. */

/** How a value is stored. */
export type Column = string | number | null;

export type KindName =
  | 'text'
  | 'identifier'
  | 'inventory_fields'
  | 'integer'
  | 'money'
  | 'flag'
  | 'choice'
  | 'date'
  | 'json_object'
  | 'string_list'
  | 'play_list';

export interface Field {
  readonly kind: KindName;
  /** Must be given when the thing is made. */
  readonly required?: boolean;
  /** Null is a value of it. */
  readonly nullable?: boolean;
  /** Stored when nothing is given at creation; null without it. */
  readonly default?: string | number | boolean;
  readonly choices?: readonly string[];
  /** The whole text must match. */
  readonly pattern?: { readonly regexp: RegExp; readonly says: string };
  /** Bounds of a number; the lower one of a text's length. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The row this id must name: table and the label of its thing. */
  readonly references?: { readonly table: string; readonly key: string; readonly label: string };
  /** Shown but never taken from a caller. */
  readonly readOnly?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

/** The column of a field: money keeps its unit in the name. */
export function columnOf(name: string, field: Field): string {
  return field.kind === 'money' ? `${name}_minor` : name;
}
