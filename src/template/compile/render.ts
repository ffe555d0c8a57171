import type { Where } from '../../errors.ts';
import type { CallContext, TemplateTables } from '../callable.ts';
import { isPlain } from '../formats/raw-containers.ts';
import type { Raw, Value } from '../values/types.ts';
import { copyDeep } from './copy-deep.ts';
import type { Execute, Frame } from './frame.ts';
import { GlobalFunction } from './global-function.ts';
import type { FrameShape } from './scope.ts';

/** Where the text of a template comes from, for the places of its errors. */
export interface Origin {
  readonly source: string;
  readonly where: Where | undefined;
  /** Lines of a header that are no longer in `source`. */
  readonly skippedLines: number;
}

/** A block: its body and, at run time, the frame of the template that defines it. */
export interface BlockBody {
  readonly run: Execute;
  readonly shape: FrameShape;
}

/** A template ready to be rendered any number of times. */
export interface CompiledTemplate {
  readonly source: string;
  readonly skippedLines: number;
  readonly shape: FrameShape;
  readonly run: Execute;
  /** The whole template when it is one single `{{ }}`. */
  readonly single: ((frame: Frame) => Value) | undefined;
  readonly blocks: ReadonlyMap<string, BlockBody>;
  /** Slots of the names set at the top, which an import can see. */
  readonly exports: ReadonlyMap<string, number>;
  /** Whether the template may change lists or dicts in place; then it works on copies of the variables. */
  readonly mutates: boolean;
  /** Line ends at the end of the source, which the text of the result keeps. */
  readonly endingNewlines: number;
  /** The file it was read from, for the places of its errors. */
  readonly where?: Where;
}

/** What a running template needs of the one who renders it. */
export interface Host {
  readonly tables: TemplateTables;
  readonly context: CallContext;
  variable(name: string): Raw | undefined;
  names(): readonly string[];
  /** Renders what is lazy; errors come back as travelling values. */
  resolve(raw: Raw): Value;
  /** The template file of that name, or undefined. */
  load(name: string): CompiledTemplate | undefined;
}

/** A block with the frame of its own template; those of templates that extend come first. */
export interface BoundBlock extends BlockBody {
  readonly root: Frame;
}

/** One rendering of one template. */
export class Render {
  readonly host: Host;
  readonly template: CompiledTemplate;
  readonly origin: Origin;
  /** Variables that an including template hands over. */
  readonly overlay: ReadonlyMap<string, Value> | undefined;
  readonly blocks: Map<string, BoundBlock[]>;
  readonly #resolved = new Map<string, Value>();

  constructor(
    host: Host,
    template: CompiledTemplate,
    where: Where | undefined,
    parent?: Pick<Render, 'overlay' | 'blocks'>,
  ) {
    this.host = host;
    this.template = template;
    this.origin = { source: template.source, skippedLines: template.skippedLines, where: where ?? template.where };
    this.overlay = parent?.overlay;
    this.blocks = parent?.blocks ?? new Map<string, BoundBlock[]>();
  }

  /** A variable or global as a value, or undefined (JS). Each lazy one is rendered once. */
  variable(name: string): Value | undefined {
    const raw = this.raw(name);
    return typeof raw === 'object' && raw !== null ? this.#settled(name, raw) : raw;
  }

  /** A variable or global as it is stored; a lazy one that was rendered before comes as its value. */
  raw(name: string): Raw | undefined {
    const raw = this.overlay?.has(name) ? this.overlay.get(name) : this.host.variable(name);
    if (raw === undefined) return this.#global(name);
    if (this.template.mutates && typeof raw === 'object' && raw !== null) return this.#settled(name, raw);
    return raw;
  }

  #settled(name: string, raw: Raw & object): Value {
    const lazy = !isPlain(raw);
    if (!lazy && !this.template.mutates) return raw;
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const value = lazy ? this.host.resolve(raw) : raw;
    const own = this.template.mutates ? copyDeep(value) : value;
    this.#resolved.set(name, own);
    return own;
  }

  #global(name: string): Value | undefined {
    const entry = this.host.tables.globals.get(name);
    if (entry === undefined || entry === null || typeof entry !== 'object' || !('run' in entry)) return entry;
    return new GlobalFunction(name, entry, this.host.context);
  }
}
