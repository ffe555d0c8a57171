import { str, type Raw } from '../../template/index.ts';
import { messageOf } from './results.ts';
import type { ItemRun } from './task-run.ts';

/** How an item is called when its result is told: its label, or the item itself. */
export function loopLabel(label: Raw | undefined, loopVar: string, run: ItemRun): { text: string; error?: string } {
  const item = run.item?.vars.get(loopVar);
  if (label === undefined || label === null) return { text: item === undefined ? '' : str(item) };
  const templar = run.templar.withScope(run.scope.under(run.item?.vars ?? new Map()));
  try {
    return { text: str(templar.render(label)) };
  } catch (error) {
    return { text: '', error: `Failed to template loop_control.label: ${messageOf(error)}` };
  }
}
