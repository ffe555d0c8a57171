const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Three bytes as characters of crypt(3): six bits each, the lowest first. */
export function crypt64([high, middle, low]: readonly [number, number, number], count: number): string {
  const bits = (high << 16) | (middle << 8) | low;
  return Array.from({ length: count }, (_, i) => alphabet[(bits >> (6 * i)) & 63]!).join('');
}

/** `bytes` again and again, cut at `size`. */
export function repeatTo(bytes: Buffer, size: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(size / bytes.length) }, () => bytes)).subarray(0, size);
}
