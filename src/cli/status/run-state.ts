import type { Provision } from '../../crm/types.ts';
import { isOwnerGone } from '../../provisioning/run-owner.ts';
import { durationText } from '../progress/task-marks.ts';

/** The state of a run in a word or three. */
export function runState(run: Provision): string {
  if (isInterrupted(run)) return 'interrupted';
  if (run.provisioning_status === 0) return 'success';
  if (run.provisioning_status === 1) return 'running';
  return run.verdict === 'dirty' ? 'failed, NOT clean' : 'failed';
}

/** Whether a run has no end and never will: its process was found dead, or is seen to be dead now. */
export function isInterrupted(run: Provision): boolean {
  return run.interrupted !== null || (run.provisioning_status === 1 && isOwnerGone(run));
}

/** How long a run took, empty while it runs. */
export function runDuration(run: Provision): string {
  if (run.finished === null) return '';
  return durationText(Math.max(0, Date.parse(run.finished) - Date.parse(run.created)));
}
