/** A step of the schema: never changed after a release, only followed by the next. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
