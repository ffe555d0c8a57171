/** The journal of one run in the database: what it did is written before and after, and applied when it is walked again. */
import { OmnicrmError } from '../../errors.ts';
import {
  type Draw,
  type ExecutionCall,
  type ExecutionKey,
  type Journal,
  type ModuleResult,
  Unrecorded,
} from '../../engine/index.ts';
import { addCall, addDraw, finishCall } from '../../crm/provision-journal.ts';
import type { Sealer } from '../../store/sealer.ts';
import { toValue } from '../../template/index.ts';
import type { WriteQueue } from '../../store/write-queue.ts';
import type { Redactor } from '../redactor.ts';
import { CallLog } from './call-log.ts';
import { type EarlierLife, firstLife } from './earlier-life.ts';
import { entryKey } from './entry-key.ts';
import { keptCall, keptResult } from './kept-result.ts';

export interface RunJournalOptions {
  readonly provisionId: number;
  readonly writes: WriteQueue;
  readonly sealer: Sealer;
  /** Learns the arguments of tasks that hide them. */
  readonly redactor: Redactor;
  readonly earlier?: EarlierLife;
  /** The run's row tells already that it goes back, or removes. */
  readonly goesBack: boolean;
  /** Told when the record is at its end and the run goes on live. */
  readonly onLive?: () => void;
}

/** They reach nothing: what they were told need not be kept. */
const ofTheEngine = new Set(['set_fact', 'pause']);

export class RunJournal implements Journal {
  /** The requests of the task under way. */
  readonly calls = new CallLog();
  readonly #options: RunJournalOptions;
  readonly #earlier: EarlierLife;
  /** Numbers of the calls begun in this life. */
  readonly #numbers = new Map<string, number>();
  #entries: number;
  #drawn = 0;
  /** What modules draw themselves is part of their result. */
  #running = 0;
  /** What the first write that failed threw. */
  #lost: unknown;
  /** The disk knows that the run goes back: a later life will not go on forward. */
  #goesBack: boolean;

  constructor(options: RunJournalOptions) {
    this.#options = options;
    this.#earlier = options.earlier ?? firstLife;
    this.#entries = this.#earlier.entries;
    this.#goesBack = options.goesBack;
  }

  recorded(key: ExecutionKey): ModuleResult | undefined {
    return this.#earlier.calls.get(entryKey(key))?.result;
  }

  isOutcomeUnknown(key: ExecutionKey): boolean {
    const call = this.#earlier.calls.get(entryKey(key));
    return call !== undefined && call.result === undefined && !call.isForgotten;
  }

  /** Waits for the disk unless the call is a read: those may be made again. */
  async started(key: ExecutionKey, call: ExecutionCall): Promise<void> {
    this.#options.onLive?.();
    this.calls.note(key, call);
    const { provisionId, sealer, redactor } = this.#options;
    const entry_number = this.#numberOf(key);
    if (call.noLog) redactor.learn(toValue(call.args), true);
    const text = ofTheEngine.has(call.module) ? null : keptCall(call);
    const row = { provision_id: provisionId, entry_number, entry_key: entryKey(key), effect: call.effect };
    // Sealed with the key of the moment it is written: an older one may be gone by then.
    const written = this.#write(db => addCall(db, { ...row, sealed_call: text && sealer.seal(text) }));
    this.#running++;
    await this.#permit(call, written);
  }

  finished(key: ExecutionKey, result: ModuleResult): void {
    this.#running = Math.max(0, this.#running - 1);
    const { provisionId, sealer } = this.#options;
    const entry_number = this.#numberOf(key);
    const text = keptResult(result);
    const row = { provision_id: provisionId, entry_number, entry_key: entryKey(key) };
    void this.#write(db => finishCall(db, { ...row, sealed_result: sealer.seal(text) }));
  }

  draw(kind: Draw, take: () => number): number {
    if (this.#running > 0) return take();
    const kept = this.#earlier.draws[this.#drawn++];
    if (kept !== undefined) return checked(kept, kind);
    const drawn = take();
    const row = { provision_id: this.#options.provisionId, entry_number: ++this.#entries, kind, drawn };
    void this.#write(db => addDraw(db, row));
    return drawn;
  }

  #write(write: Parameters<WriteQueue['add']>[0]): Promise<void> {
    const written = this.#options.writes.add(write);
    written.catch((error: unknown) => (this.#lost ??= error));
    return written;
  }

  /** Off the record only steps of a rescue go on, those that may be made again: the disk may be full for long. */
  async #permit({ effect, undoes }: ExecutionCall, written: Promise<void>): Promise<void> {
    if (effect !== 'read') await written.catch(() => undefined);
    if (this.#lost === undefined) this.#goesBack ||= undoes && effect !== 'read';
    else if (effect === 'once' || !undoes || !this.#goesBack)
      throw new Unrecorded('the journal of the run cannot be written', { cause: this.#lost });
  }

  #numberOf(key: ExecutionKey): number {
    const name = entryKey(key);
    const known = this.#numbers.get(name) ?? this.#earlier.calls.get(name)?.number ?? ++this.#entries;
    this.#numbers.set(name, known);
    return known;
  }
}

function checked(kept: EarlierLife['draws'][number], kind: Draw): number {
  if (kept.kind === kind) return kept.drawn;
  throw new OmnicrmError('E_REPLAY', 'The play goes another way than the record of this run', {
    hint: 'Roll the run back with: omnicrm rollback <run>',
  });
}
