import { str } from '../../template/index.ts';
import type { Module } from '../module.ts';
import { engineOf } from './engine-of.ts';

/** Tells how a background job fares: its result once it has ended. */
export const asyncStatus: Module = {
  name: 'async_status',
  spec: {
    jid: { type: 'str', required: true },
    mode: { type: 'str', choices: ['status', 'cleanup'], default: 'status' },
  },
  run(args, context) {
    const id = str(args['jid'] ?? '');
    const job = engineOf(context).job(id);
    const told = { ansible_job_id: id, results_file: id };
    if (args['mode'] === 'cleanup') return { changed: false, erased: id, ...told };
    if (job === undefined)
      return {
        failed: true,
        changed: false,
        msg: `could not find job: ${id} does not exist`,
        started: true,
        finished: true,
        ...told,
      };
    if (job.result === undefined) return { changed: false, started: true, finished: false, ...told };
    return { ...job.result, started: true, finished: true, ...told };
  },
};
