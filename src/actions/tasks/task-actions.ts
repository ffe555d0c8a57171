import { changeCredit, changeCreditEnd } from './credit-tasks.ts';
import { addCash, correctCash, setCash } from './money-tasks.ts';
import { setFlag } from './set-flag.ts';
import { addTag, changeTariff, removeTag, setDiscount, setSpeed } from './subscription-tasks.ts';
import type { TaskAction } from './task.ts';

/** By the word in the task. */
export const taskActions: ReadonlyMap<string, TaskAction> = new Map<string, TaskAction>([
  ['addcash', addCash],
  ['corrcash', correctCash],
  ['setcash', setCash],
  ['credit', changeCredit],
  ['creditexpire', changeCreditEnd],
  ['tariffchange', changeTariff],
  ['tagadd', addTag],
  ['tagdel', removeTag],
  ['freeze', setFlag('frozen', 1, 'PASSIVE')],
  ['unfreeze', setFlag('frozen', 0, 'PASSIVE')],
  ['reset', () => Promise.resolve('kick')],
  ['setspeed', setSpeed],
  ['down', setFlag('down', 1, 'DOWN')],
  ['undown', setFlag('down', 0, 'DOWN')],
  ['ao', setFlag('always_online', 1, 'ALWAYSONLINE')],
  ['unao', setFlag('always_online', 0, 'ALWAYSONLINE')],
  ['setdiscount', setDiscount],
]);
