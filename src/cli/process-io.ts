import { signalNumbers } from './exit-codes.ts';
import type { Io } from './io.ts';

export interface ProcessIo extends Io {
  /** Why stdout could not take the result: a full disk. A reader that has gone is none. */
  readonly lostOutput: NodeJS.ErrnoException | undefined;
}

/** The Io of the real process. */
export function processIo(): ProcessIo {
  const stdout = quietStream(process.stdout);
  const stderr = quietStream(process.stderr);
  let signal: AbortSignal | undefined;
  return {
    env: process.env,
    cwd: currentFolder(),
    stdin: process.stdin,
    stdinIsTerminal: process.stdin.isTTY,
    stdoutIsTerminal: process.stdout.isTTY,
    stderrIsTerminal: process.stderr.isTTY,
    get columns() {
      return process.stdout.columns || 80;
    },
    out: stdout.write,
    err: stderr.write,
    get signal() {
      signal ??= abortOnSignals();
      return signal;
    },
    get readerGone() {
      return stdout.isGone();
    },
    get lostOutput() {
      return stdout.failure();
    },
  };
}

/** The working folder may have been deleted under us; omnicrm then works from the root. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

interface QuietStream {
  readonly write: (text: string) => void;
  readonly isGone: () => boolean;
  readonly failure: () => NodeJS.ErrnoException | undefined;
}

/** A reader that has gone must not end an order half-way: what cannot be printed is dropped. */
function quietStream(stream: NodeJS.WriteStream): QuietStream {
  let first: NodeJS.ErrnoException | undefined;
  stream.on('error', error => (first ??= error));
  return {
    write: text => {
      if (first === undefined) stream.write(text);
    },
    isGone: () => first !== undefined,
    failure: () => (first?.code === 'EPIPE' ? undefined : first),
  };
}

/** The first signal asks for an orderly end, the second leaves at once: the journal knows the rest. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [name, number] of signalNumbers) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(128 + number);
      controller.abort(name);
    });
  }
  return controller.signal;
}
