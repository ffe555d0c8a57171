/** What a listener tells whoever runs it; pino's own methods. Fields never hold secrets: no headers, bodies or query strings. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
