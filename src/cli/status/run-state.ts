import type { Provision } from '../../crm/types.ts';
import { isInterrupted } from '../../provisioning/recovery/interrupted-runs.ts';
import { durationText } from '../progress/task-marks.ts';

/** The state of a run in a word or three. */
export function runState(run: Provision): string {
  if (run.held_since !== null) return 'held';
  if (isInterrupted(run)) return 'interrupted';
  return run.provisioning_status === 1 && run.turned_back !== null ? 'going back' : endState(run);
}

/** How a run ended, as its two numbers tell. */
export function endState(run: Pick<Provision, 'provisioning_status' | 'verdict'>): string {
  if (run.provisioning_status === 0) return 'success';
  if (run.provisioning_status === 1) return 'running';
  return run.verdict === 'dirty' ? 'failed, NOT clean' : 'failed';
}

/** What a person may do about a run that waits or left something; undefined when nothing has to be done. */
export function nextStep(run: Provision): string | undefined {
  const id = run.provision_id;
  if (run.held_since !== null) return `omnicrm resume ${id} tries again, omnicrm cancel ${id} gives up`;
  if (isInterrupted(run)) {
    const back = run.action === 'provision' ? `, omnicrm rollback ${id} goes back` : '';
    return `omnicrm resume ${id} goes on${back}`;
  }
  if (run.verdict !== 'dirty') return undefined;
  return run.action === 'provision'
    ? `omnicrm rollback show ${id} tells what is left, omnicrm rollback finish ${id} tries again`
    : `omnicrm retry ${id} --from-failed`;
}

/** How long a run took, empty while it runs. */
export function runDuration(run: Provision): string {
  if (run.finished === null) return '';
  return durationText(Math.max(0, Date.parse(run.finished) - Date.parse(run.created)));
}
