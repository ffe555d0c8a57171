import { PyObject, type Value } from './types.ts';

/** A Python `bytes` value: what `str.encode` and `b64decode` may give. */
export class Bytes extends PyObject {
  readonly typeName = 'bytes';
  override readonly storable = true;
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    super();
    this.data = data;
  }
  text(): string {
    const body = Array.from(this.data, byteText).join('');
    return body.includes("'") && !body.includes('"') ? `b"${body}"` : `b'${body.replaceAll("'", "\\'")}'`;
  }
  override truth(): boolean {
    return this.data.length > 0;
  }
  override length(): number {
    return this.data.length;
  }
  override iterate(): Iterable<Value> {
    return Array.from(this.data);
  }
  override item(key: Value): Value | undefined {
    return typeof key === 'number' ? Array.from(this.data).at(key) : undefined;
  }
  override equals(other: Value): boolean {
    return other instanceof Bytes && Buffer.compare(this.data, other.data) === 0;
  }
  override compare(other: Value): number | undefined {
    return other instanceof Bytes ? Buffer.compare(this.data, other.data) : undefined;
  }
}

const named: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

function byteText(byte: number): string {
  if (named[byte] !== undefined) return named[byte];
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
