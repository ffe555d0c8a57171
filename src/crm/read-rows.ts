import { parse, type ScalarTag } from 'yaml';
import { OmnicrmError } from '../errors.ts';
import { parseCsv } from './parse-csv.ts';
import type { Input } from './types.ts';

type RowFormat = 'yaml' | 'csv' | 'json';

/**
 * The rows of a file: a list of mappings, or a CSV with a line of names. A number stays text unless its text is the one
 * JavaScript would write, so 19 digits of an ICCID, the zeros before an IMSI and the cents of 15.00 all arrive. Throws E_INPUT.
 */
export function readRows(text: string, format: RowFormat): Input[] {
  if (format === 'csv') return parseCsv(text);
  const value: unknown = readDocument(text, format);
  if (!Array.isArray(value)) throw notRows('the file must hold a list');
  return value.map((row, at) => {
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Input;
    throw notRows(`row ${at + 1} is not a mapping of fields`);
  });
}

/** JSON is read as the YAML it also is: JSON.parse would round long numbers. */
function readDocument(text: string, format: RowFormat): unknown {
  try {
    return parse(text, { schema: 'core', customTags: tags => tags.map(tag => (isNumberTag(tag) ? exact(tag) : tag)) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmnicrmError('E_INPUT', `not ${format.toUpperCase()}: ${reason}`, { cause });
  }
}

function isNumberTag(tag: unknown): tag is ScalarTag {
  return isScalarTag(tag) && (tag.tag === 'tag:yaml.org,2002:int' || tag.tag === 'tag:yaml.org,2002:float');
}

function isScalarTag(tag: unknown): tag is ScalarTag {
  return typeof tag === 'object' && tag !== null && 'tag' in tag && 'resolve' in tag;
}

function exact(tag: ScalarTag): ScalarTag {
  return { ...tag, resolve: text => (String(Number(text)) === text ? Number(text) : text) };
}

function notRows(reason: string): OmnicrmError {
  return new OmnicrmError('E_INPUT', reason, { hint: 'write rows as "- name: value" or as a JSON list of objects' });
}
