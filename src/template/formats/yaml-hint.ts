import type { Where } from '../../errors.ts';
import type { YamlSource } from './yaml-source.ts';

/** The classic mistakes, by what the line looks like, likeliest first. */
const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [/^ *\t/, 'Indent with spaces; YAML takes no tabs.'],
  [/(?:^|[:,[{-]\s*)\{\{/, 'Quote the whole value when it begins with {{ : key: "{{ name }}".'],
  [/^\s*(?:- )?(['"])(?:(?!\1).)*\1\s*[^\s#:,\]}]/, 'Quote the whole value, not only its beginning.'],
  [/^[^"]*"[^"]*$|^[^']*'[^']*$/, 'A quote may not be closed on this line.'],
  [/^\s*(?:- )?[A-Za-z_]\w*:[^\s/]/, 'Put a space after the colon: key: value.'],
  [/:\s+[^'"|>\s].*:\s/, 'Quote a value that holds a colon and a space.'],
  [/^\s*(?:- )?[A-Za-z_]\w*:\s+[@`%]/, 'Quote a value that begins with @, ` or %.'],
];

/** One sentence on how to mend the line of an error, or the line before it; undefined when nothing classic is to be seen. */
export function yamlHint(source: YamlSource, where: Where): string | undefined {
  const lines = source.text.split('\n', where.line);
  const candidates = [lines[where.line - 1] ?? '', lines.slice(0, -1).findLast(line => line.trim() !== '') ?? ''];
  for (const line of candidates) {
    const mistake = MISTAKES.find(([pattern]) => pattern.test(line));
    if (mistake !== undefined) return mistake[1];
  }
  return undefined;
}
