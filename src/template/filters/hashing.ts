/** Filters of digests and of UUIDs made from names. */
import { createHash, getHashes } from 'node:crypto';
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { encodeUtf8, nativeText } from './bytes.ts';

/** The namespace of Ansible's to_uuid. */
const ansibleNamespace = '361e6d51-faec-444a-9079-341386da8e2e';

const sha1 = filterOf(['data'], value => digest(nativeText(value), 'sha1'));

export const hashingFilters: Readonly<Record<string, TemplateFilter>> = {
  hash: filterOf(['data', ['hashtype', 'sha1']], (value, type) => digest(nativeText(value), requireText(type))),
  md5: filterOf(['data'], value => digest(nativeText(value), 'md5')),
  sha1,
  checksum: sha1,
  to_uuid: filterOf(['string', ['namespace', ansibleNamespace]], (value, namespace) =>
    uuid5(uuidBytes(requireText(namespace)), encodeUtf8(nativeText(value))),
  ),
};

/** Names of hashlib that OpenSSL spells otherwise. */
const opensslNames: Readonly<Record<string, string>> = { blake2b: 'blake2b512', blake2s: 'blake2s256' };

function digest(text: string, type: string): string {
  const name = type.toLowerCase();
  const algorithm = opensslNames[name] ?? name.replace(/^sha3_/, 'sha3-').replace(/^sha512_/, 'sha512-');
  if (!getHashes().includes(algorithm)) fail('value', `unsupported hash type '${type}'`);
  return createHash(algorithm).update(encodeUtf8(text)).digest('hex');
}

function uuidBytes(text: string): Buffer {
  const digits = text
    .replace('urn:', '')
    .replace('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(digits)) fail('value', `the namespace '${text}' is no UUID`);
  return Buffer.from(digits, 'hex');
}

/** RFC 4122's name-based UUID of version 5. */
function uuid5(namespace: Buffer, name: Uint8Array): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
