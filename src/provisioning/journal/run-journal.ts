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
import { addCall, addDraw, finishCall, type NewCall } from '../../crm/provision-journal.ts';
import { sealerOf } from '../../store/sealer.ts';
import { toValue } from '../../template/index.ts';
import type { Database } from '../../store/schema.ts';
import type { WriteQueue } from '../../store/write-queue.ts';
import type { Redactor } from '../redactor.ts';
import { CallLog } from './call-log.ts';
import { type EarlierLife, firstLife } from './earlier-life.ts';
import { entryKey } from './entry-key.ts';
import { keptCall, keptResult } from './kept-result.ts';

export interface RunJournalOptions {
  readonly provisionId: number;
  readonly writes: WriteQueue;
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
  /** Those under way; `text` is what is to be written of a read that has ended. */
  readonly #underWay = new Map<number, Pick<NewCall, 'effect'> & { readonly text: string | null }>();
  #entries: number;
  #drawn = 0;
  /** What modules draw themselves is part of their result. */
  #running = 0;
  /** What the first write that failed threw. */
  #lost: unknown;
  readonly #noteLost = (error: unknown): void => void (this.#lost ??= error);
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
    if (call === undefined) return this.#earlier.hasGap;
    return call.result === undefined && !call.isForgotten;
  }

  /** Waits for the disk unless the call is a read: those may be made again, and are written when they have ended. */
  async started(key: ExecutionKey, call: ExecutionCall): Promise<void> {
    this.#options.onLive?.();
    this.calls.note(key, call);
    if (call.noLog) this.#options.redactor.learn(toValue(call.args), true);
    const text = ofTheEngine.has(call.module) ? null : keptCall(call);
    const { effect } = call;
    this.#underWay.set(this.#numberOf(key), { effect, text: effect === 'read' ? text : null });
    this.#running++;
    if (effect !== 'read') await this.#begin(key, effect, text);
    this.#permit(call);
  }

  finished(key: ExecutionKey, result: ModuleResult): void {
    this.#running = Math.max(0, this.#running - 1);
    const { provisionId } = this.#options;
    const entry_number = this.#numberOf(key);
    const { effect, text: call } = this.#underWay.get(entry_number) ?? { effect: null, text: null };
    this.#underWay.delete(entry_number);
    const text = keptResult(result);
    const row = { provision_id: provisionId, entry_number, entry_key: entryKey(key), effect };
    const write = (tx: Database): void => {
      const sealer = sealerOf(tx);
      finishCall(tx, { ...row, sealed_call: call && sealer.seal(call), sealed_result: sealer.seal(text) });
    };
    const { writes } = this.#options;
    // What changed something is on the record as soon as it is known; a read can be made again.
    if (effect === 'read') writes.putLater(write, this.#noteLost);
    else writes.put(write, this.#noteLost);
  }

  draw(kind: Draw, take: () => number): number {
    if (this.#running > 0) return take();
    const kept = this.#earlier.draws[this.#drawn++];
    if (kept !== undefined) return checked(kept, kind);
    const drawn = take();
    const row = { provision_id: this.#options.provisionId, entry_number: ++this.#entries, kind, drawn };
    this.#options.writes.putLater(tx => void addDraw(tx, row), this.#noteLost);
    return drawn;
  }

  async #begin(key: ExecutionKey, effect: NewCall['effect'], text: string | null): Promise<void> {
    const { provisionId: provision_id } = this.#options;
    const row = { provision_id, entry_number: this.#numberOf(key), entry_key: entryKey(key), effect };
    // Sealed with the key of the moment it is written: an older one may be gone by then. #permit tells of a failure.
    const write = (tx: Database): void => addCall(tx, { ...row, sealed_call: text && sealerOf(tx).seal(text) });
    await this.#options.writes.add(write).catch(this.#noteLost);
  }

  /** Off the record only steps of a rescue go on, those that may be made again: the disk may be full for long. */
  #permit({ effect, undoes }: ExecutionCall): void {
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
