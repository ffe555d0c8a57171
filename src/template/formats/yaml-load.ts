import { TemplateError } from '../errors.ts';
import type { Value } from '../values/types.ts';
import { isPlain } from './raw-containers.ts';
import { composeYaml } from './yaml-compose.ts';
import { constructYaml } from './yaml-construct.ts';
import { yamlHint } from './yaml-hint.ts';
import { YamlProblem } from './yaml-problem.ts';
import { YamlSource } from './yaml-source.ts';

export interface LoadYamlOptions {
  /** Named in errors. */
  readonly file?: string | undefined;
  /** Told of repeated keys. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Reads YAML data as PyYAML's SafeLoader (YAML 1.1); text without a document gives null, and text of several documents is an
 * error. Strings are plain: nothing becomes a template. Throws TemplateError 'value' with the place.
 */
export function loadYaml(text: string, options: LoadYamlOptions = {}): Value {
  const source = new YamlSource(text, options.file ?? '<text>');
  return withPlace(source, () => {
    const [first, second] = composeYaml(text);
    if (second !== undefined) throw new YamlProblem('a second document begins here; one was expected', second.range[0]);
    return first === undefined ? null : construct(first, source, options);
  });
}

/** Reads all documents of a YAML text; see loadYaml. */
export function loadYamlAll(text: string, options: LoadYamlOptions = {}): Value[] {
  const source = new YamlSource(text, options.file ?? '<text>');
  return withPlace(source, () => composeYaml(text).map(document => construct(document, source, options)));
}

function construct(document: Parameters<typeof constructYaml>[0], source: YamlSource, options: LoadYamlOptions): Value {
  const warn = (message: string, offset: number): void => {
    const { line, column } = source.where(offset);
    options.warn?.(`${message} (line ${line}, column ${column})`);
  };
  const value = constructYaml(document, { warn });
  if (isPlain(value)) return value;
  throw new TypeError('data came out of YAML as a template');
}

function withPlace<T>(source: YamlSource, load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const where = source.where(error.offset);
    throw new TemplateError(
      'value',
      `not readable as YAML: ${error.message} (line ${where.line}, column ${where.column})`,
      {
        where,
        hint: yamlHint(source, where),
        cause: error,
      },
    );
  }
}
