import { TemplateError } from '../errors.ts';
import { Bytes } from '../values/bytes.ts';
import { compare } from '../values/compare.ts';
import { floatRepr } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { Float, Tuple, Undefined, type Dict, type Value } from '../values/types.ts';
import { PyDate } from './py-date.ts';
import { PyDateTime } from './py-datetime.ts';
import { VaultedText } from './vaulted-text.ts';
import { scalarKind } from './yaml-scalar.ts';

export type ScalarStyle = '' | "'" | '"' | '|' | '>';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: ScalarStyle;
  /** Written before the text where the text alone would not tell the type. */
  readonly tag?: string;
  /** Whether the text without quotes reads back as the same value. */
  readonly plain: boolean;
  /** Whether the text in quotes reads back as the same value: texts do. */
  readonly quoted: boolean;
}
export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: DumpNode[];
  flow: boolean;
}
export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: [DumpNode, DumpNode][];
  flow: boolean;
}
export type DumpNode = ScalarNode | SequenceNode | MappingNode;

export interface RepresentOptions {
  readonly sortKeys: boolean;
  /** Undefined: collections of plain scalars in flow style, others in block style. */
  readonly defaultFlowStyle: boolean | undefined;
  readonly defaultStyle: ScalarStyle;
}

/** The node tree that PyYAML's SafeRepresenter makes of a value; an object that occurs twice gives one node. */
export function representYaml(value: Value, options: RepresentOptions): DumpNode {
  return new Representer(options).represent(value);
}

class Representer {
  readonly #options: RepresentOptions;
  readonly #known = new Map<Value, DumpNode>();

  constructor(options: RepresentOptions) {
    this.#options = options;
  }

  represent(value: Value): DumpNode {
    if (value instanceof Undefined) return value.raise();
    if (isScalarValue(value)) return this.#scalar(scalarText(value), value);
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    if (value instanceof Map) return this.#mapping(value);
    if (Array.isArray(value)) return this.#sequence(value, value);
    if (value instanceof Tuple && value.typeName === 'tuple') return this.#sequence(value.items, value);
    const node = this.#object(value);
    this.#known.set(value, node);
    return node;
  }

  #scalar(text: string, value: Value): ScalarNode {
    const quoted = typeof value === 'string';
    const plain = !quoted || scalarKind(text) === 'str';
    return { kind: 'scalar', text, style: this.#options.defaultStyle, plain, quoted };
  }

  #object(value: Value): DumpNode {
    if (value instanceof PyDate) return this.#scalar(value.text(), value);
    if (value instanceof PyDateTime) return this.#scalar(value.isoformat(' '), value);
    if (value instanceof Bytes)
      return {
        kind: 'scalar',
        text: base64Lines(value.data),
        style: '|',
        tag: '!!binary',
        plain: false,
        quoted: false,
      };
    if (value instanceof VaultedText)
      return { kind: 'scalar', text: value.ciphertext, style: '|', tag: '!vault', plain: false, quoted: false };
    throw new TemplateError('type', `a value of type ${typeName(value)} cannot be written as YAML`);
  }

  #sequence(items: readonly Value[], value: Value): SequenceNode {
    const node: SequenceNode = { kind: 'sequence', items: [], flow: false };
    // An empty tuple is one object in all of Python, and is never aliased.
    if (!(value instanceof Tuple && items.length === 0)) this.#known.set(value, node);
    for (const item of items) node.items.push(this.represent(item));
    node.flow = this.#options.defaultFlowStyle ?? node.items.every(isBare);
    return node;
  }

  #mapping(dict: Dict): MappingNode {
    const node: MappingNode = { kind: 'mapping', entries: [], flow: false };
    this.#known.set(dict, node);
    for (const [key, value] of this.#ordered(dict)) node.entries.push([this.represent(key), this.represent(value)]);
    node.flow = this.#options.defaultFlowStyle ?? node.entries.every(([key, value]) => isBare(key) && isBare(value));
    return node;
  }

  /** Keys of types that have no order keep the order of insertion. */
  #ordered(dict: Dict): Iterable<[Value, Value]> {
    if (!this.#options.sortKeys) return dict;
    try {
      return [...dict].toSorted(([a], [b]) => compare(a, b));
    } catch (error) {
      if (error instanceof TemplateError && error.kind === 'type') return dict;
      throw error;
    }
  }
}

function isBare(node: DumpNode): boolean {
  return node.kind === 'scalar' && node.style === '';
}

type ScalarValue = null | boolean | number | bigint | string | Float;

function isScalarValue(value: Value): value is ScalarValue {
  return value === null || typeof value !== 'object' || value instanceof Float;
}

function scalarText(value: ScalarValue): string {
  if (value === null) return 'null';
  return value instanceof Float ? floatText(value.value) : String(value);
}

function floatText(n: number): string {
  if (Number.isNaN(n)) return '.nan';
  if (!Number.isFinite(n)) return n > 0 ? '.inf' : '-.inf';
  const text = floatRepr(n);
  return text.includes('.') ? text : text.replace('e', '.0e');
}

function base64Lines(data: Uint8Array): string {
  const packed = Buffer.from(data).toString('base64');
  return packed.replace(/.{1,76}/g, '$&\n');
}
