import { OmnicrmError } from '../errors.ts';
import type { ItemState } from './types.ts';

/** Where an item may go from each state; staying is always allowed, and nothing comes back from Decommissioned. */
const transitions: Readonly<Record<ItemState, readonly ItemState[]>> = {
  New: ['Reserved', 'Assigned', 'Used', 'Faulty', 'Decommissioned'],
  Reserved: ['New', 'Assigned', 'Used', 'Faulty'],
  Assigned: ['Used', 'Faulty'],
  Used: ['New', 'Reserved', 'Assigned', 'Faulty', 'Decommissioned'],
  Faulty: ['New', 'Used', 'Decommissioned'],
  Decommissioned: [],
};

export const itemStates = Object.keys(transitions) as ItemState[];

/** The states of an item that an order may take, when nobody owns it. */
export const freeStates: readonly ItemState[] = ['New', 'Used'];

/** Refuses (E_CONFLICT) a change of state that the life of an item does not have. */
export function checkTransition(from: ItemState, to: ItemState, inventoryId: number): void {
  if (from === to || transitions[from].includes(to)) return;
  const next = transitions[from].join(', ');
  throw new OmnicrmError('E_CONFLICT', `item ${inventoryId} is ${from} and cannot become ${to}`, {
    hint: next === '' ? 'it has left the stock for good' : `it can become ${next}`,
  });
}
