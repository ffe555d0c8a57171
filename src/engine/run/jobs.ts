import type { ModuleResult } from '../module.ts';

interface Job {
  result: ModuleResult | undefined;
  readonly end: Promise<ModuleResult>;
}

/** Tasks that run in the background (`async` with `poll: 0`). The run waits for them at its end. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();

  /** Takes a running task in; its name is what async_status asks with. */
  start(work: Promise<ModuleResult>): string {
    const id = `j${process.pid}.${this.#jobs.size + 1}`;
    const job: Job = { result: undefined, end: work };
    this.#jobs.set(id, job);
    void keepResult(job, work);
    return id;
  }

  find(id: string): { readonly result: ModuleResult | undefined } | undefined {
    return this.#jobs.get(id);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#jobs.values()].map(job => job.end));
  }
}

async function keepResult(job: Job, work: Promise<ModuleResult>): Promise<void> {
  job.result = await work;
}
