import type { RunOptions } from '../options.ts';
import type { Task } from '../playbook.ts';
import { unrenderedName } from './task-info.ts';

/** `--step`: whether a task runs is asked before each, until the answer is to go on without asking. */
export class Step {
  #confirm: RunOptions['confirmTask'];

  constructor(confirm: NonNullable<RunOptions['confirmTask']>) {
    this.#confirm = confirm;
  }

  async allows(task: Task): Promise<boolean> {
    const answer = await this.#confirm?.(`${task.handler ? 'HANDLER' : 'TASK'}: ${unrenderedName(task)}`);
    if (answer === 'continue') this.#confirm = undefined;
    return answer !== 'no';
  }
}
