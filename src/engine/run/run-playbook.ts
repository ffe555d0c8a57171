import type { RunOptions, RunResult } from '../options.ts';
import type { Playbook } from '../playbook.ts';

/** Runs a loaded playbook in-process. A failed task is part of the result; only what no play can handle is in `error`. */
export declare function runPlaybook(playbook: Playbook, options?: RunOptions): Promise<RunResult>;
