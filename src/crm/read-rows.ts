import { LineCounter, parseDocument, type Document, type ScalarTag } from 'yaml';
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
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'core',
    customTags: tags => tags.map(tag => (isNumberTag(tag) ? exact(tag) : tag)),
    prettyErrors: false,
    lineCounter,
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault === undefined) return valueOf(document, format);
  // The line itself is not shown: a row of stock holds keys.
  const { line, col } = lineCounter.linePos(fault.pos[0]);
  throw unreadable(format, `${fault.message} (line ${line}, column ${col})`, fault);
}

/** Too many aliases of aliases are only found here. */
function valueOf(document: Document, format: RowFormat): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw unreadable(format, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unreadable(format: RowFormat, reason: string, cause: unknown): OmnicrmError {
  return new OmnicrmError('E_INPUT', `not ${format.toUpperCase()}: ${reason}`, { cause });
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
