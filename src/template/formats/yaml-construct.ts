import type { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { TemplateError } from '../errors.ts';
import { Bytes } from '../values/bytes.ts';
import { requireHashable } from '../values/dict.ts';
import { Template, type Raw, type Value } from '../values/types.ts';
import { dictOfRaw, entriesOfRaw, isPlain, listOfRaw, RawEntries } from './raw-containers.ts';
import {
  anchorOf,
  asNode,
  CORE,
  isAlias,
  isMap,
  isMergeKey,
  isScalar,
  isSeq,
  startOf,
  tagOf,
  textOf,
} from './yaml-nodes.ts';
import type { Node } from './yaml-nodes.ts';
import { YamlProblem } from './yaml-problem.ts';
import { scalarKind, SCALAR_READERS } from './yaml-scalar.ts';

/** What a loader wants to know or decide while values are made. */
export interface ConstructHooks {
  /** A text: itself for data, a Template where the text came from a play and looks like one. */
  text?(text: string, offset: number): Raw;
  /** Tags of one's own by name. `construct` makes the value as if it had no tag; as `unsafe`, no text in it is a template. */
  readonly tags?: Readonly<Record<string, (construct: (unsafe: boolean) => Raw, offset: number) => Raw>>;
  /** Called with each finished container and the places of its keys and items. */
  placed?(container: Raw, places: ContainerPlaces): void;
  warn?(message: string, offset: number): void;
}

export interface ContainerPlaces {
  readonly offset: number;
  readonly keys: ReadonlyMap<Value, number>;
  /** By key, or by index. */
  readonly values: ReadonlyMap<Value, number>;
}

/**
 * The value of one document, made as PyYAML's SafeLoader makes it: YAML 1.1 scalars, merge keys, anchors; of a repeated key the
 * last value stays. Throws YamlProblem for unknown tags, keys that cannot be keys, and scalars that do not fit their tag.
 */
export function constructYaml(document: Document.Parsed, hooks: ConstructHooks): Raw {
  return new Constructor(hooks).make(document.contents);
}

class Constructor {
  readonly #hooks: ConstructHooks;
  readonly #anchored = new Map<string, Node>();
  readonly #made = new Map<Node, Raw>();
  readonly #open = new Set<Node>();
  #unsafeDepth = 0;

  constructor(hooks: ConstructHooks) {
    this.#hooks = hooks;
  }

  make(node: Node | null): Raw {
    if (node === null) return null;
    const target = this.#follow(node);
    const known = this.#made.get(target);
    if (known !== undefined) return known;
    if (this.#open.has(target)) throw new YamlProblem('an alias to the value that it stands in', startOf(node));
    this.#open.add(target);
    const value = this.#construct(target);
    this.#open.delete(target);
    if (anchorOf(target) !== undefined) this.#made.set(target, value);
    return value;
  }

  /** Remembers the anchor of a node; gives the node that an alias stands for. */
  #follow(node: Node): Node {
    if (isAlias(node)) {
      const target = this.#anchored.get(node.source);
      if (target === undefined) throw new YamlProblem(`no anchor is named '${node.source}'`, startOf(node));
      return target;
    }
    const anchor = anchorOf(node);
    if (anchor === undefined) return node;
    if ((this.#anchored.get(anchor) ?? node) !== node) {
      throw new YamlProblem(`the anchor '${anchor}' stands twice`, startOf(node));
    }
    this.#anchored.set(anchor, node);
    return node;
  }

  #construct(node: Node): Raw {
    const tag = tagOf(node);
    return tag === undefined ? this.#untagged(node) : this.#tagged(tag, node);
  }

  #untagged(node: Node): Raw {
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) return this.#list(node);
    if (!isScalar(node)) throw new YamlProblem('an alias cannot have a tag', startOf(node));
    const text = textOf(node);
    const isText = node.type !== 'PLAIN' || (text === '' && node.tag === '!');
    return this.#scalar(isText ? 'str' : scalarKind(text), text, startOf(node));
  }

  #scalar(kind: string, text: string, offset: number): Raw {
    if (kind === 'str') return this.#text(text, offset);
    const read = Object.hasOwn(SCALAR_READERS, kind) ? SCALAR_READERS[kind] : undefined;
    if (read === undefined) throw new YamlProblem(`'${text}' cannot stand as a value here`, offset);
    return placed(() => read(text), offset);
  }

  #text(text: string, offset: number): Raw {
    return this.#unsafeDepth > 0 ? text : (this.#hooks.text?.(text, offset) ?? text);
  }

  #tagged(tag: string, node: Node): Raw {
    const own = this.#hooks.tags;
    if (own !== undefined && Object.hasOwn(own, tag))
      return own[tag]!(unsafe => this.#withTrust(node, unsafe), startOf(node));
    const core = tag.startsWith(CORE) ? tag.slice(CORE.length) : '';
    const value = isScalar(node) ? this.#coreScalar(core, node) : this.#coreCollection(core, node);
    if (value !== undefined) return value;
    throw new YamlProblem(`the tag '${core === '' ? tag : '!!' + core}' is not known for this value`, startOf(node));
  }

  #withTrust(node: Node, unsafe: boolean): Raw {
    if (unsafe) this.#unsafeDepth++;
    const value = this.#untagged(node);
    if (unsafe) this.#unsafeDepth--;
    return value;
  }

  #coreScalar(core: string, node: Scalar): Raw | undefined {
    if (core === 'binary') return readBinary(textOf(node), startOf(node));
    return Object.hasOwn(SCALAR_READERS, core) ? this.#scalar(core, textOf(node), startOf(node)) : undefined;
  }

  #coreCollection(core: string, node: Node): Raw | undefined {
    if (isMap(node)) return core === 'map' ? this.#map(node) : core === 'set' ? this.#set(node) : undefined;
    if (!isSeq(node)) return undefined;
    if (core === 'omap' || core === 'pairs') return this.#pairs(node);
    return core === 'seq' ? this.#list(node) : undefined;
  }

  #list(node: YAMLSeq): Raw {
    const items = node.items.map(asNode);
    const values = new Map(items.map((item, index) => [index, startOf(item, startOf(node))]));
    const list = listOfRaw(items.map(item => this.make(item)));
    this.#hooks.placed?.(list, { offset: startOf(node), keys: new Map(), values });
    return list;
  }

  #map(node: YAMLMap): Raw {
    const offset = startOf(node);
    const places = { offset, keys: new Map<Value, number>(), values: new Map<Value, number>() };
    const collected = new RawEntries();
    for (const [key, value, keyOffset, valueOffset] of this.#ownEntries(node, collected)) {
      const stored = collected.set(key, value);
      if (places.keys.has(stored))
        this.#hooks.warn?.(`the key '${keyText(key)}' stands twice; its last value is used`, keyOffset);
      places.keys.set(stored, keyOffset);
      places.values.set(stored, valueOffset);
    }
    const dict = dictOfRaw(collected.entries);
    this.#hooks.placed?.(dict, places);
    return dict;
  }

  /** Puts what merge keys bring into `collected` (it stands first and yields to the map's own), and gives the own entries. */
  #ownEntries(node: YAMLMap, collected: RawEntries): (readonly [Value, Raw, number, number])[] {
    const own: (readonly [Value, Raw, number, number])[] = [];
    for (const pair of node.items) {
      const [key, value] = [asNode(pair.key), asNode(pair.value)];
      const keyOffset = startOf(key, startOf(node));
      if (isMergeKey(key)) this.#merge(value, collected, keyOffset);
      else own.push([this.#key(key), this.make(value), keyOffset, startOf(value, keyOffset)]);
    }
    return own;
  }

  #merge(source: Node | null, collected: RawEntries, offset: number): void {
    const target = source === null ? null : this.#follow(source);
    const sources = isSeq(target) ? target.items.map(asNode).toReversed() : [target];
    for (const item of sources) {
      const entries = entriesOfRaw(this.make(item));
      if (entries === undefined)
        throw new YamlProblem('only a mapping or a list of mappings can be merged by "<<"', offset);
      for (const [key, value] of entries) collected.set(key, value);
    }
  }

  #key(node: Node | null): Value {
    if (isScalar(node) && node.type === 'PLAIN' && node.value === '=' && tagOf(node) === undefined) return '=';
    const made = this.make(node);
    const key = made instanceof Template ? made.source : made;
    if (!isPlain(key)) throw new YamlProblem('a list or mapping cannot be a key', startOf(node));
    placed(() => requireHashable(key), startOf(node), 'a list or mapping cannot be a key');
    return key;
  }

  /** `!!set`: a list of its keys, as a set comes out of a template. */
  #set(node: YAMLMap): Raw {
    return [...(entriesOfRaw(this.#map(node)) ?? new Map<Value, Raw>()).keys()];
  }

  /** `!!omap` and `!!pairs`: a list of [key, value]. */
  #pairs(node: YAMLSeq): Raw {
    const items = node.items.map(item => {
      const [pair, ...rest] = isMap(item) ? item.items : [];
      if (pair === undefined || rest.length > 0)
        throw new YamlProblem('each item must be a mapping of one key', startOf(node));
      return listOfRaw([this.make(asNode(pair.key)), this.make(asNode(pair.value))]);
    });
    return listOfRaw(items);
  }
}

function keyText(key: Value): string {
  return typeof key === 'object' ? '…' : String(key);
}

function readBinary(text: string, offset: number): Bytes {
  const packed = text.replaceAll(/\s/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) throw new YamlProblem('not base64', offset);
  return new Bytes(new Uint8Array(Buffer.from(packed, 'base64')));
}

/** Adds the place to an error of a value without one. */
function placed<T>(make: () => T, offset: number, message?: string): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof TemplateError) throw new YamlProblem(message ?? error.message, offset);
    throw error;
  }
}
