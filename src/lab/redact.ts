/** Masks secrets in what the lab shows: by the name of the member, and by value wherever that value turns up again. */

import { isObject, parseJson, textOf, type Item, type Json, type JsonObject } from './simulator.ts';
import type { ItemChange, LabDiff, SystemDiff } from './diff.ts';
import type { JournalEntry } from './journal-entry.ts';

const mask = '***';
const secretNames =
  /^(ki|opc|op_c|kid|psk|adm1|des|pin[12]?|puk[12]?|api_?key|secret(_key)?|client_secret|token|access_token|password|passwd|authorization|number|cvc)$/i;
const secretParameters =
  /(\b(?:api_key|secret|token|password|number|cvc)=|card(?:\[|%5B)(?:number|cvc)(?:\]|%5D)=)[^&\s]+/gi;

/** An entry without secrets: those the lab knows, and those that the request or reply names. */
export function redactEntry(entry: JournalEntry, known: readonly string[]): JournalEntry {
  const bodies = [parseJson(entry.request), entry.reply === undefined ? undefined : parseJson(entry.reply)];
  const secrets = [...known, ...bodies.flatMap(body => (body === undefined ? [] : secretValues(body)))];
  const clean = (text: string): string => maskValues(text, secrets).replaceAll(secretParameters, `$1${mask}`);
  return {
    ...entry,
    path: clean(entry.path),
    request: clean(entry.request),
    reply: entry.reply === undefined ? undefined : clean(entry.reply),
  };
}

/** A copy of plain data with the values of secret members masked, and known secrets wherever they stand. */
export function redactData(value: Json, known: readonly string[] = []): Json {
  if (Array.isArray(value)) return value.map(member => redactData(member, known));
  if (isObject(value)) return redactMembers(value, known);
  return typeof value === 'string' ? maskValues(value, known) : value;
}

function redactMembers(value: JsonObject, known: readonly string[]): JsonObject {
  const members = Object.entries(value).map(([name, member]): [string, Json] => [
    name,
    isSecret(name, member) ? mask : redactData(member, known),
  ]);
  return Object.fromEntries(members);
}

/** A diff without secrets: in items by name of member, in changes by the last name of the path. */
export function redactDiff(diff: LabDiff): LabDiff {
  return Object.fromEntries(Object.entries(diff).map(([instance, system]) => [instance, redactSystem(system)]));
}

function redactSystem({ added, removed, changed }: SystemDiff): SystemDiff {
  return { added: added.map(redactItem), removed: removed.map(redactItem), changed: changed.map(redactChange) };
}

function redactItem(item: Item): Item {
  return { ...item, value: redactMembers(item.value, []) };
}

function redactChange(change: ItemChange): ItemChange {
  const fields = Object.entries(change.fields).map(([path, { from, to }]) => {
    const isHidden = isSecret(path.replace(/^.*\./, ''), from ?? to ?? null);
    return [path, isHidden ? { from: mask, to: mask } : { from, to }] as const;
  });
  return { ...change, fields: Object.fromEntries(fields) };
}

function secretValues(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(secretValues);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    isSecret(name, member) ? [textOf(member)] : secretValues(member),
  );
}

function isSecret(name: string, value: Json): boolean {
  return secretNames.test(name) && (typeof value === 'string' || typeof value === 'number') && value !== '';
}

/** Longest first, so that no secret survives in part. Short values (a pin) are masked only as whole words. */
function maskValues(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap(formsOf));
  const ordered = [...forms].filter(form => form !== '').toSorted((a, b) => b.length - a.length);
  return ordered.reduce((result, secret) => {
    if (secret.length >= 8) return result.replaceAll(secret, mask);
    return result.replaceAll(new RegExp(`(?<![\\w-])${secret.replaceAll(/\W/g, '\\$&')}(?![\\w-])`, 'g'), mask);
  }, text);
}

/** A secret as it is, in a URL, in hex and in base64, where its last letters may depend on what follows. */
function formsOf(secret: string): string[] {
  if (secret.length < 8) return [secret];
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('hex'),
    base64,
    base64.replace(/.{0,3}=*$/, ''),
  ];
}
