import { analyzeScalar, type ScalarAnalysis } from './yaml-analysis.ts';
import type { DumpNode, MappingNode, ScalarNode, ScalarStyle, SequenceNode } from './yaml-represent.ts';
import { YamlWriter, type WriterOptions } from './yaml-writer.ts';

const LONGEST_SIMPLE_KEY = 128;

export interface EmitOptions extends WriterOptions {
  readonly explicitStart: boolean;
  readonly explicitEnd: boolean;
}

/** Writes a node tree as one document, byte for byte as libyaml's emitter. */
export function emitYaml(root: DumpNode, options: EmitOptions): string {
  return new Emitter(root, options).run();
}

class Emitter {
  readonly #writer: YamlWriter;
  readonly #root: DumpNode;
  readonly #options: EmitOptions;
  readonly #anchors: ReadonlyMap<DumpNode, string>;
  readonly #written = new Set<DumpNode>();
  #flowLevel = 0;

  constructor(root: DumpNode, options: EmitOptions) {
    this.#writer = new YamlWriter(options);
    this.#root = root;
    this.#options = options;
    this.#anchors = anchorsOf(root);
  }

  run(): string {
    if (this.#options.explicitStart) this.#writer.indicator('---', true);
    this.#node(this.#root, {});
    this.#writer.newLine();
    if (this.#options.explicitEnd) {
      this.#writer.indicator('...', true);
      this.#writer.newLine();
    }
    return this.#writer.text;
  }

  #node(node: DumpNode, { isKey = false, inMapping = false }: { isKey?: boolean; inMapping?: boolean }): void {
    const anchor = this.#anchors.get(node);
    if (anchor !== undefined && this.#written.has(node)) return this.#alias(anchor, isKey);
    this.#written.add(node);
    if (anchor !== undefined) this.#writer.indicator('&' + anchor, true);
    if (node.kind === 'scalar') return this.#scalar(node, isKey);
    const flow = this.#flowLevel > 0 || node.flow || isEmpty(node);
    if (node.kind === 'sequence') return flow ? this.#flowSequence(node) : this.#blockSequence(node, inMapping);
    return flow ? this.#flowMapping(node) : this.#blockMapping(node);
  }

  #alias(anchor: string, isKey: boolean): void {
    this.#writer.indicator('*' + anchor, true);
    if (isKey) this.#writer.indicator(' ', false);
  }

  #flowSequence(node: SequenceNode): void {
    this.#inFlow('[', ']', () => {
      for (const [index, item] of node.items.entries()) {
        this.#flowSeparator(index);
        this.#node(item, {});
      }
    });
  }

  #flowMapping(node: MappingNode): void {
    this.#inFlow('{', '}', () => {
      for (const [index, [key, value]] of node.entries.entries()) {
        this.#flowSeparator(index);
        this.#flowEntry(key, value);
      }
    });
  }

  #inFlow(open: string, close: string, writeItems: () => void): void {
    this.#writer.indicator(open, true, true);
    this.#flowLevel++;
    this.#indented({ flow: true }, writeItems);
    this.#flowLevel--;
    this.#writer.indicator(close, false);
  }

  #flowSeparator(index: number): void {
    if (index > 0) this.#writer.indicator(',', false);
    if (this.#writer.pastWidth) this.#writer.newLine();
  }

  #flowEntry(key: DumpNode, value: DumpNode): void {
    if (this.#isSimpleKey(key)) {
      this.#node(key, { isKey: true, inMapping: true });
      this.#writer.indicator(':', false);
    } else {
      this.#writer.indicator('?', true);
      this.#node(key, { inMapping: true });
      if (this.#writer.pastWidth) this.#writer.newLine();
      this.#writer.indicator(':', true);
    }
    this.#node(value, { inMapping: true });
  }

  #blockSequence(node: SequenceNode, inMapping: boolean): void {
    // Under a key the dashes stand below the key's first letter.
    this.#indented({ indentless: inMapping && !this.#writer.indention }, () => {
      for (const item of node.items) {
        this.#writer.newLine();
        this.#writer.indicator('-', true, false, true);
        this.#node(item, {});
      }
    });
  }

  #blockMapping(node: MappingNode): void {
    this.#indented({}, () => {
      for (const [key, value] of node.entries) {
        this.#writer.newLine();
        this.#blockEntry(key, value);
      }
    });
  }

  #blockEntry(key: DumpNode, value: DumpNode): void {
    if (this.#isSimpleKey(key)) {
      this.#node(key, { isKey: true, inMapping: true });
      this.#writer.indicator(':', false);
    } else {
      this.#writer.indicator('?', true, false, true);
      this.#node(key, { inMapping: true });
      this.#writer.newLine();
      this.#writer.indicator(':', true, false, true);
    }
    this.#node(value, { inMapping: true });
  }

  #indented({ flow = false, indentless = false }: { flow?: boolean; indentless?: boolean }, write: () => void): void {
    const outer = this.#writer.indent;
    if (outer < 0) this.#writer.indent = flow ? this.#options.indent : 0;
    else if (!indentless) this.#writer.indent = outer + this.#options.indent;
    write();
    this.#writer.indent = outer;
  }

  #isSimpleKey(node: DumpNode): boolean {
    const anchor = this.#anchors.get(node) ?? '';
    if (anchor !== '' && this.#written.has(node)) return true;
    if (node.kind !== 'scalar') return isEmpty(node);
    const length = anchor.length + (node.tag?.length ?? 0) + Buffer.byteLength(node.text);
    return length <= LONGEST_SIMPLE_KEY && !this.#analyze(node).multiline;
  }

  #analyze(node: ScalarNode): ScalarAnalysis {
    return analyzeScalar(Array.from(node.text), this.#options.allowUnicode);
  }

  #scalar(node: ScalarNode, isKey: boolean): void {
    const chars = Array.from(node.text);
    const style = this.#styleOf(node, isKey);
    const tag = node.tag ?? (style !== '' && !node.quoted ? '!' : undefined);
    if (tag !== undefined) this.#writer.indicator(tag, true);
    this.#indented({ flow: true }, () => this.#write(chars, style, !isKey));
  }

  #write(chars: readonly string[], style: ScalarStyle, foldable: boolean): void {
    if (style === "'") this.#writer.singleQuoted(chars, foldable);
    else if (style === '"') this.#writer.doubleQuoted(chars, foldable);
    else if (style === '|') this.#writer.literal(chars);
    else if (style === '>') this.#writer.folded(chars);
    else this.#writer.plain(chars, foldable, this.#flowLevel > 0);
  }

  #styleOf(node: ScalarNode, isKey: boolean): ScalarStyle {
    const can = this.#analyze(node);
    const inFlow = this.#flowLevel > 0;
    if (isKey && can.multiline) return '"';
    if (node.style === '|' || node.style === '>') return can.block && !inFlow && !isKey ? node.style : '"';
    const plainFits = (inFlow ? can.flowPlain : can.blockPlain) && !(node.text === '' && (inFlow || isKey));
    if (node.style === '' && plainFits && node.plain) return '';
    return node.style !== '"' && can.singleQuoted ? "'" : '"';
  }
}

function isEmpty(node: SequenceNode | MappingNode): boolean {
  return node.kind === 'sequence' ? node.items.length === 0 : node.entries.length === 0;
}

/** Names for nodes that occur more than once, in the order in which they are met again. */
function anchorsOf(root: DumpNode): ReadonlyMap<DumpNode, string> {
  const met = new Set<DumpNode>();
  const anchors = new Map<DumpNode, string>();
  const visit = (node: DumpNode): void => {
    if (met.has(node)) {
      if (!anchors.has(node)) anchors.set(node, 'id' + String(anchors.size + 1).padStart(3, '0'));
      return;
    }
    met.add(node);
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind === 'mapping') node.entries.flat().forEach(visit);
  };
  visit(root);
  return anchors;
}
