import type { ClockEvent, ClockListener, LabClock } from '../clock.ts';
import { executeActions } from './execute.ts';
import type { OcsContext } from './method.ts';
import { nextRun } from './next-run.ts';
import { RpcError } from './rpc-error.ts';
import type { ScheduledRun } from './state.ts';

const longestTimer = 2 ** 31 - 1;

/** Runs plans when their time comes. New plans and queued `*asap` runs wait for a reload. */
export class Scheduler implements ClockListener {
  readonly #clock: LabClock;
  readonly #context: () => OcsContext;
  readonly #settled: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  /** `settled` resolves when the call-backs that runs have set off are over. */
  constructor(clock: LabClock, context: () => OcsContext, settled: () => Promise<void>) {
    this.#clock = clock;
    this.#context = context;
    this.#settled = settled;
  }

  /** Runs what is queued and takes up the plans as they are now. Throws SCHEDULER_NOT_RUNNING. */
  reload(): void {
    const context = this.#context();
    if (context.options.scheduler === false) throw new RpcError('SCHEDULER_NOT_RUNNING');
    for (const task of context.state.tasks.splice(0))
      executeActions(context, task.account, context.state.actions[task.actions] ?? []);
    const runs = Object.values(context.state.plans).flatMap(plan =>
      plan.ActionTimings.map(timing => ({ plan: plan.Id, timing: timing.Uuid })),
    );
    context.state.schedule = runs.flatMap(run => this.#next(run));
    this.arm();
  }

  nextDue(): number | undefined {
    const times = this.#context().state.schedule.map(run => Date.parse(run.next));
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  async runDue(now: number): Promise<readonly ClockEvent[]> {
    const { state } = this.#context();
    const due = state.schedule.filter(run => Date.parse(run.next) <= now);
    state.schedule = [...state.schedule.filter(run => !due.includes(run)), ...due.flatMap(run => this.#next(run))];
    const events = due.flatMap(run => this.#run(run));
    await this.#settled();
    return events;
  }

  /** Sets the alarm for the next run when the clock is the real one. */
  arm(): void {
    clearTimeout(this.#timer);
    const due = this.#clock.mode === 'real' ? this.nextDue() : undefined;
    if (due === undefined) return;
    this.#timer = setTimeout(() => void this.#alarm(), Math.min(Math.max(due - Date.now(), 0), longestTimer)).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #alarm(): Promise<void> {
    await this.runDue(Date.now());
    this.arm();
  }

  #run({ plan, timing, next }: ScheduledRun): ClockEvent[] {
    const { state } = this.#context();
    const actions = state.plans[plan]?.ActionTimings.find(candidate => candidate.Uuid === timing)?.ActionsID;
    if (actions === undefined) return [];
    return Object.keys(state.plans[plan]?.AccountIDs ?? {}).map(account => {
      const outcome = executeActions(this.#context(), account, state.actions[actions] ?? []);
      return { time: next, action: actions, account, outcome };
    });
  }

  #next({ plan, timing }: { readonly plan: string; readonly timing: string }): ScheduledRun[] {
    const { state, now } = this.#context();
    const found = state.plans[plan]?.ActionTimings.find(candidate => candidate.Uuid === timing);
    const next = found && nextRun(found.Timing, now);
    return next ? [{ plan, timing, next: next.toISOString() }] : [];
  }
}
