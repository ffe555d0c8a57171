/** Masks secrets in what the lab shows: by the name of the member, and by value wherever that value turns up again. */

import { isObject, parseJson, type Json, type JsonObject } from './simulator.ts';
import type { LabDiff } from './diff.ts';
import type { JournalEntry } from './journal.ts';

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
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, isSecret(name, member) ? mask : redactData(member, known)]),
    );
  }
  return typeof value === 'string' ? maskValues(value, known) : value;
}

/** A diff without secrets: in items by name of member, in changes by the last name of the path. */
export function redactDiff(diff: LabDiff): LabDiff {
  const clean = (items: LabDiff[string]['added']) =>
    items.map(item => ({ ...item, value: redactData(item.value) as JsonObject }));
  const hide = (path: string, value: Json | undefined) =>
    value !== undefined && isSecret(path.replace(/^.*\./, ''), value) ? mask : value;
  return Object.fromEntries(
    Object.entries(diff).map(([instance, { added, removed, changed }]) => {
      const changes = changed.map(change => ({
        ...change,
        fields: Object.fromEntries(
          Object.entries(change.fields).map(([path, { from, to }]) => [
            path,
            { from: hide(path, from), to: hide(path, to) },
          ]),
        ),
      }));
      return [instance, { added: clean(added), removed: clean(removed), changed: changes }];
    }),
  );
}

function secretValues(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(secretValues);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    isSecret(name, member) ? [String(member)] : secretValues(member),
  );
}

function isSecret(name: string, value: Json): boolean {
  return secretNames.test(name) && (typeof value === 'string' || typeof value === 'number') && value !== '';
}

/** Longest first, so that no secret survives in part. Short values (a pin) are masked only as whole words. */
function maskValues(text: string, secrets: readonly string[]): string {
  const ordered = [...new Set(secrets)].filter(secret => secret !== '').toSorted((a, b) => b.length - a.length);
  return ordered.reduce((result, secret) => {
    if (secret.length >= 8) return result.replaceAll(secret, mask);
    return result.replaceAll(new RegExp(`(?<![\\w-])${secret.replaceAll(/\W/g, '\\$&')}(?![\\w-])`, 'g'), mask);
  }, text);
}
