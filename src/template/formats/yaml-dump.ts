import type { Value } from '../values/types.ts';
import { emitYaml } from './yaml-emit.ts';
import { representYaml, type ScalarStyle } from './yaml-represent.ts';

export interface DumpYamlOptions {
  /** Spaces per level, 2 to 9; 2 by default. */
  readonly indent?: number | undefined;
  /** The column beyond which lines are folded; 80 by default, negative for never. */
  readonly width?: number | undefined;
  /** True by default. Keys of types that have no order are left in theirs. */
  readonly sortKeys?: boolean | undefined;
  /** True: all in brackets; false: all on lines; undefined: brackets for collections that hold scalars only. */
  readonly defaultFlowStyle?: boolean | undefined;
  /** The style of all scalars, where it is possible. */
  readonly defaultStyle?: ScalarStyle | undefined;
  /** False escapes all that is not ASCII; true by default, as Ansible has it. */
  readonly allowUnicode?: boolean | undefined;
  readonly explicitStart?: boolean | undefined;
  readonly explicitEnd?: boolean | undefined;
}

/**
 * Writes a value as YAML, byte for byte as Ansible's `to_yaml` does (PyYAML's safe dumper on libyaml). Throws TemplateError 'type'
 * for what YAML cannot say, and the error of an Undefined within.
 */
export function dumpYaml(value: Value, options: DumpYamlOptions = {}): string {
  const node = representYaml(value, {
    sortKeys: options.sortKeys ?? true,
    defaultFlowStyle: options.defaultFlowStyle,
    defaultStyle: options.defaultStyle ?? '',
  });
  const indent = bestIndent(options.indent ?? 2);
  return emitYaml(node, {
    indent,
    width: bestWidth(options.width ?? 80, indent),
    allowUnicode: options.allowUnicode ?? true,
    explicitStart: options.explicitStart ?? false,
    explicitEnd: options.explicitEnd ?? false,
  });
}

function bestIndent(asked: number): number {
  return asked >= 2 && asked <= 9 ? asked : 2;
}

function bestWidth(asked: number, indent: number): number {
  if (asked < 0) return Infinity;
  return asked <= indent * 2 ? 80 : asked;
}
