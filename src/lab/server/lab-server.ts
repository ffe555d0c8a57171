import type { Simulator } from '../simulator.ts';
import type { Listener } from './listener.ts';

/** A simulator on a port, whatever protocol it speaks. */
export interface LabServer {
  readonly simulator: Simulator;
  readonly listener: Listener;
  /** Calls that are being answered. */
  readonly inFlight: number;
  /** Ends calls that would never be answered. */
  cutHanging(): void;
}
