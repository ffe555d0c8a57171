import { signalNumbers } from './exit-codes.ts';
import type { Io } from './io.ts';

/** The Io of the real process. */
export function processIo(): Io {
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

/** A reader that has gone must not end an order half-way: what cannot be printed is dropped. */
function quietStream(stream: NodeJS.WriteStream): { write: (text: string) => void; isGone: () => boolean } {
  let gone = false;
  stream.on('error', () => {
    gone = true;
  });
  return {
    write: text => {
      if (!gone) stream.write(text);
    },
    isGone: () => gone,
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
