import { Float, type Raw } from '../../template/index.ts';
import { placeOfValue, type PlayFile } from '../../engine/lint/play-file.ts';
import type { Problem } from '../../engine/lint/rule.ts';
import type { Script } from '../../engine/lint/script.ts';
import { partsOf } from '../../engine/lint/templates/written-template.ts';

/** Numbers written in YAML under a key that matches, at any depth of any file. */
export function* writtenNumbers({ files, varFiles }: Script, key: RegExp): Generator<Problem> {
  for (const file of [...files, ...varFiles]) yield* within(file.root, file, key);
}

function* within(raw: Raw, file: PlayFile, key: RegExp): Generator<Problem> {
  for (const [name, value] of partsOf(raw)) {
    if (typeof name === 'string' && key.test(name) && isNumber(value)) {
      yield { where: placeOfValue(file, raw, name), message: `'${name}' is written as a number` };
    }
    yield* within(value, file, key);
  }
}

function isNumber(value: Raw): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
}
