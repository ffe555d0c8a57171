/** The shape of each line; it only grows. */
const EVENTS_VERSION = 1;

/** One line of `--events`. */
export function eventLine(type: string, fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ v: EVENTS_VERSION, type, time: new Date().toISOString(), ...fields })}\n`;
}
