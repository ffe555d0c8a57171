import { requireText } from '../arguments/require.ts';
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { cutAt } from '../filters/split-url.ts';
import { matchRegex, translateRegex } from '../formats/python-regex.ts';
import type { Value } from '../values/types.ts';
import { flagOption, readFound, textOption } from './define.ts';
import { parseIni, type IniSection } from './parse-ini.ts';

export const iniLookups: Readonly<Record<string, TemplateLookup>> = {
  /** The value of a key in a section of an INI file, or of a Java properties file; with `re` those of all keys that match. */
  ini: { run: (terms, options, context) => terms.flatMap(term => valuesOf(requireText(term), options, context)) },
};

const inline: ReadonlySet<string> = new Set([
  'file',
  'section',
  'type',
  're',
  'default',
  'encoding',
  'case_sensitive',
  'interpolation',
]);

function valuesOf(term: string, given: Keywords, context: CallContext): Value[] {
  const [key, options] = separate(term, given);
  const properties = textOption(options, 'type', 'ini') === 'properties';
  const name = properties ? 'java_properties' : textOption(options, 'section', 'global');
  const file = textOption(options, 'file', 'ansible.ini');
  const text = readFound(file, 'files', context);
  const sections = parseIni(
    properties ? `[java_properties]\n${text}` : text,
    flagOption(options, 'case_sensitive', false),
  );
  const section = sections.get(name) ?? fail('value', `there is no section '${name}' in '${file}'`);
  if (flagOption(options, 're', false)) return matching(section, key);
  const value = section.get(flagOption(options, 'case_sensitive', false) ? key : key.toLowerCase());
  return [value ?? options.get('default') ?? ''];
}

/** The older form `key section=name file=name` within the term. */
function separate(term: string, given: Keywords): [key: string, options: Keywords] {
  const words = term.trim().split(/\s+/);
  const pairs = words.filter(word => word.includes('=')).map(word => cutAt(word, '='));
  const unknown = pairs.find(([name]) => !inline.has(name));
  if (pairs.length === 0) return [term, given];
  if (unknown !== undefined) fail('value', `the lookup 'ini' has no option '${unknown[0]}'`);
  const key = words.find(word => !word.includes('=')) ?? fail('value', `there is no key to look up in '${term}'`);
  return [key, new Map<string, Value>([...given, ...pairs])];
}

function matching(section: IniSection, pattern: string): Value[] {
  const regex = translateRegex(pattern);
  return [...section].filter(([key]) => matchRegex(regex, key) !== undefined).map(([, value]) => value);
}
