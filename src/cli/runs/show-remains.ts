import type { ObjectState } from '../../provisioning/read-back/index.ts';
import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withApp } from './with-app.ts';

/** Prints every object of a backend that a run wrote to and whether it is there; exit 3 when the run left something. */
export async function showRemains(cli: Cli, id: number): Promise<void> {
  const { run, remains } = await withApp(cli, app => app.showRollback(id));
  const left = run.provisioning_status === 2 && remains.some(state => state.left !== false);
  if (left) cli.exitCode = exitCodes.notClean;
  const rows = remains.map(rowOf);
  if (cli.json) return printJson(cli.io, { provision_id: id, verdict: run.verdict, objects: rows });
  if (rows.length === 0) return cli.io.out(`run ${id} wrote to no backend\n`);
  await printTable(cli.io, ['BACKEND', 'OBJECT', 'DID', 'NOW', 'LEFT', 'TASKS'], rows.map(cellsOf));
}

interface Row {
  readonly backend: string;
  readonly at: string;
  readonly object: string;
  readonly effect: string;
  readonly state: ObjectState['state'];
  readonly left: boolean | null;
  readonly why: string | null;
  readonly tasks: readonly string[];
}

function rowOf({ object, state, left, why }: ObjectState): Row {
  const { backend, base, kind, id, effect, tasks } = object;
  const name = id === undefined ? kind : `${kind} ${id}`;
  return { backend, at: base, object: name, effect, state, left: left ?? null, why: why ?? null, tasks };
}

function cellsOf({ backend, object, effect, state, left, why, tasks }: Row): string[] {
  const word = left === null ? (why ?? 'cannot be told') : left ? 'yes' : 'no';
  return [backend, object, effect, state, word, tasks.join(', ')];
}
