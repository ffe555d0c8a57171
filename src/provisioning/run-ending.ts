/** All that may end a run before its play is through: the caller's signal, its time limit, a request to cancel it. */
import { TurnBack } from '../engine/index.ts';
import { beat } from '../crm/provision-record.ts';
import type { Database } from '../store/schema.ts';
import type { ProvisioningContext } from './context.ts';

const HEARTBEAT_MS = 2000;

/** Watches over a run while it lasts: gives its signs of life and tells it to turn back. */
export class RunEnding {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #limit: NodeJS.Timeout;

  constructor({ writes, config }: ProvisioningContext, provisionId: number, caller: AbortSignal | undefined) {
    const own = this.#controller.signal;
    this.signal = caller === undefined ? own : AbortSignal.any([own, caller]);
    const { timeoutSeconds } = config.provisioning;
    const late = `the run took longer than ${timeoutSeconds} seconds`;
    this.#limit = setTimeout(() => this.turnBack(late), timeoutSeconds * 1000).unref();
    const look = async (tx: Database): Promise<void> => {
      if (await beat(tx, provisionId)) this.turnBack('the run was cancelled');
    };
    this.#heartbeat = setInterval(() => void writes.add(look), HEARTBEAT_MS).unref();
  }

  /** The task at hand fails with this reason, and the rescue runs. */
  turnBack(reason: string): void {
    this.#controller.abort(new TurnBack(reason));
  }

  close(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#limit);
  }
}
