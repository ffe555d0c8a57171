/** `data`: text outside of tags; `begin` and `end` of a tag carry which tag it is; `eof` ends every stream. */
export type TokenKind =
  | 'data'
  | 'variable_begin'
  | 'variable_end'
  | 'block_begin'
  | 'block_end'
  | 'name'
  | 'integer'
  | 'float'
  | 'string'
  | 'operator'
  | 'eof';

export interface Token {
  readonly kind: TokenKind;
  /** Text of data, name or operator; of a number without underscores; of a string its quoted source. */
  readonly text: string;
  /** Offset in the source. */
  readonly at: number;
}

/** How error texts name a token. */
export function describe(token: Token): string {
  const names: Partial<Record<TokenKind, string>> = {
    eof: 'end of template',
    variable_end: 'end of print statement',
    block_end: 'end of statement block',
    integer: 'integer',
    float: 'float',
    string: 'string',
  };
  return names[token.kind] ?? token.text;
}
