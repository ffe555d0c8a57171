import type { Provision } from '../crm/types.ts';
import type { Playbook, RunOptions } from '../engine/index.ts';
import type { EarlierLife } from './journal/earlier-life.ts';
import type { RunInputs } from './run-inputs.ts';

export interface Run {
  readonly provision: Provision;
  readonly playbook: Playbook;
  readonly inputs: RunInputs;
  /** `rescue` for a removal, `undo` for a run that goes back. */
  readonly entry: NonNullable<RunOptions['entry']>;
  /** The journal of its earlier lives; none for a run that was accepted just now. */
  readonly earlier?: EarlierLife;
}
