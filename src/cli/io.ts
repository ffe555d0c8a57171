/** What the command line may touch of the world: streams, terminal, environment, signals. Tests give their own. */

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Results. Does nothing once the reader has gone. */
  out(text: string): void;
  /** Everything else: progress, warnings, errors. */
  err(text: string): void;
  /** Aborted by the first SIGINT, SIGTERM or SIGHUP; `reason` is that name. Until someone asks for it, signals just end the process. */
  readonly signal: AbortSignal;
  /** True when whoever read our stdout has gone (`| head`). */
  readonly readerGone: boolean;
}
