import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';
import { byEmployee, type StaffMessage, tellEmployees } from './tell-employees.ts';

export const salarytelegram = defineAction({
  name: 'salarytelegram',
  summary: 'Tell employees the work that was booked for them today, its time and its money.',
  gate: { SALARY_ENABLED: 'ERROR: SALARY DISABLED' },
  run: {
    handler: async context => {
      await tellEmployees(context, byEmployee(await jobsOf(context)).map(messageOf));
      return done('OK: SALARYTELEGRAM');
    },
  },
});

async function jobsOf({ db, today }: ActionContext) {
  return db
    .selectFrom('job as j')
    .innerJoin('employee as e', 'e.employee_id', 'j.employee_id')
    .leftJoin('job_order as o', 'o.job_order_id', 'j.job_order_id')
    .select(['e.employee_id', 'e.telegram', 'o.address', 'j.job_name', 'j.factor', 'j.unit', 'j.minutes'])
    .select(['j.price_minor', 'j.agreed_minor'])
    .where('j.business_date', '=', today)
    .orderBy('j.job_id')
    .execute();
}

type Job = Awaited<ReturnType<typeof jobsOf>>[number];

function messageOf(jobs: readonly Job[]): StaffMessage {
  const minutes = jobs.reduce((sum, job) => sum + minutesOf(job), 0);
  const money = jobs.reduce((sum, job) => sum + moneyOf(job), 0);
  const lines = [...jobs.map(lineOf), `Together: ${minutes} min, ${unitsText(money)}`];
  return { employee_id: jobs[0]?.employee_id ?? 0, telegram: jobs[0]?.telegram ?? null, body: lines.join('\n') };
}

function lineOf(job: Job): string {
  const place = job.address ? `${job.address}: ` : '';
  return `${place}${job.job_name} ${job.factor} ${job.unit ?? ''}, ${minutesOf(job)} min, ${unitsText(moneyOf(job))}`;
}

function minutesOf({ minutes, factor }: Job): number {
  return Math.round(minutes * factor);
}

function moneyOf({ agreed_minor, price_minor, factor }: Job): number {
  return agreed_minor ?? Math.round(price_minor * factor);
}
