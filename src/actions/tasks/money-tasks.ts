/** Tasks that move money, each once in the life of its task. */
import { chargeOnce, type Charge } from '../ledger/charge-once.ts';
import { parseUnits, unitsText } from '../ledger/units.ts';
import type { TaskAction, TaskEnd, TaskWork } from './task.ts';

const NOTE = 'SCHEDULED';
const notMoney: TaskEnd = { wrong: 'its sum is no amount' };

/** `15.5`, or `15.5|2` with a cash type. */
export const addCash: TaskAction = async work => {
  const [sum = '', cashType = ''] = work.task.param.split('|');
  const minor = parseUnits(sum.trim());
  if (minor === undefined) return notMoney;
  await move(work, minor, NOTE, { cashTypeId: Number(cashType.replaceAll(/\D/g, '') || 1) });
  work.context.tell(`BALANCEADD (${work.subscriber.login}) ON ${unitsText(minor)}`);
  return 'done';
};

/** A correction; the note of a sale on instalments stays with it. */
export const correctCash: TaskAction = async work => {
  const minor = parseUnits(work.task.param.trim());
  if (minor === undefined) return notMoney;
  await move(work, minor, work.task.notes.startsWith('DEFSALE:') ? work.task.notes : NOTE, { kind: 'correction' });
  work.context.tell(`BALANCECORRECT (${work.subscriber.login}) ON ${unitsText(minor)}`);
  return 'done';
};

/** The balance becomes the sum. */
export const setCash: TaskAction = async work => {
  const minor = parseUnits(work.task.param.trim());
  if (minor === undefined) return notMoney;
  await move(work, minor - work.subscriber.balance_minor, `BALANCESET:${NOTE}`, { kind: 'set' }, minor);
  work.context.tell(`BALANCESET (${work.subscriber.login}) ON ${unitsText(minor)}`);
  return 'done';
};

async function move(
  { context, tx, task, subscriber }: TaskWork,
  amountMinor: number,
  note: string,
  charge: Charge,
  shownMinor?: number,
): Promise<void> {
  const row = { ownerId: subscriber.subscriber_id, amountMinor, note, subject: `task:${task.task_id}`, period: 'once' };
  await chargeOnce(context, tx, { ...charge, ...row, ...(shownMinor === undefined ? {} : { shownMinor }) });
}
