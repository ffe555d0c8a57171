import { PyObject, type Value } from '../values/types.ts';
import { PythonMethod } from './python-method.ts';

/** Python's bytes. */
export class PyBytes extends PyObject {
  readonly typeName = 'bytes';
  override readonly storable = true;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }

  override text(): string {
    return this.repr();
  }

  override repr(): string {
    const body = Array.from(this.bytes, byteRepr).join('');
    const quote = body.includes("'") && !body.includes('"') ? '"' : "'";
    return `b${quote}${quote === "'" ? body.replaceAll("'", "\\'") : body}${quote}`;
  }

  override truth(): boolean {
    return this.bytes.length > 0;
  }

  override length(): number {
    return this.bytes.length;
  }

  override iterate(): Iterable<Value> {
    return this.bytes;
  }

  override item(key: Value): Value | undefined {
    return typeof key === 'number' ? this.bytes.at(key) : undefined;
  }

  override attribute(name: string): Value | undefined {
    const buffer = Buffer.from(this.bytes);
    if (name === 'hex') return new PythonMethod(name, () => buffer.toString('hex'));
    if (name === 'decode')
      return new PythonMethod(name, () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer));
    return undefined;
  }
}

const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

function byteRepr(byte: number): string {
  const named = NAMED[byte];
  if (named !== undefined) return named;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return '\\x' + byte.toString(16).padStart(2, '0');
}
