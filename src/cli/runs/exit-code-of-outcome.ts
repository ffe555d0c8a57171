import type { RunOutcome } from '../../provisioning/order.ts';
import { exitCodeOfSignal, exitCodes } from '../exit-codes.ts';

/** The exit code of a run. Something left behind outweighs the signal that ended it. */
export function exitCodeOfOutcome(outcome: RunOutcome, signal: unknown): number {
  if (outcome.status === 0) return exitCodes.done;
  if (outcome.status === 1) return exitCodes.tryLater;
  if (outcome.verdict === 'dirty') return exitCodes.notClean;
  if (signal !== undefined) return exitCodeOfSignal(signal);
  return outcome.backendDown ? exitCodes.backendDown : exitCodes.rolledBack;
}
