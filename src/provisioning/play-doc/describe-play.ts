import { builtInModules } from '../../engine/index.ts';
import { nameUse } from '../../engine/lint/names/name-use.ts';
import { readScript } from '../../engine/lint/read-script.ts';
import type { Script, ScriptTask } from '../../engine/lint/script.ts';
import { allTasks, titleOf } from '../../engine/lint/walk.ts';
import { asText } from '../../engine/load/tree.ts';
import { callsOf } from '../lint/call.ts';
import { isWrite } from '../lint/call-kind.ts';
import { isForward } from '../lint/steps.ts';
import { undoersOf } from '../lint/undo.ts';
import { describeVariables } from './describe-variables.ts';
import type { BackendDoc, PlayDoc, TaskDoc, UndoDoc } from './play-doc.ts';

/** Reads a playbook and tells what it does. Throws E_PLAY_MISSING or E_PLAY_SYNTAX. */
export function describePlay(path: string): PlayDoc {
  const script = readScript(path, builtInModules());
  const [play] = script.plays;
  return {
    title: asText(play?.entries.get('name')) ?? path,
    file: path,
    about: commentAtTop(script.files[0]?.lines ?? []),
    variables: describeVariables(script, nameUse(script)),
    backends: backendsOf(script),
    tasks: [...allTasks(script)].map(taskDoc),
    undo: undoTable(script),
  };
}

function commentAtTop(lines: readonly string[]): string {
  const start = lines.findIndex(line => line.startsWith('#'));
  if (start === -1 || lines.slice(0, start).some(line => line !== '---' && line.trim() !== '')) return '';
  const rest = lines.slice(start);
  const end = rest.findIndex(line => !line.startsWith('#'));
  return rest
    .slice(0, end === -1 ? undefined : end)
    .map(line => line.replace(/^#+\s?/, ''))
    .join('\n');
}

function taskDoc(task: ScriptTask): TaskDoc {
  const { action, where, handler } = task;
  return {
    title: titleOf(task),
    module: action ?? '',
    line: where.line,
    section: handler ? 'handlers' : sectionOf(task),
  };
}

function sectionOf(task: ScriptTask): string {
  if (isForward(task)) return task.section;
  for (let node: ScriptTask['parent'] | ScriptTask = task; node.kind !== 'play'; node = node.parent) {
    if (node.section === 'rescue' || node.section === 'always') return node.section;
  }
  return task.section;
}

/** One row for each way a backend is called. */
function backendsOf(script: Script): BackendDoc[] {
  const rows = new Map<string, BackendDoc & { lines: number[] }>();
  for (const { url, method, rpc, kind, task } of callsOf(script)) {
    const key = `${url} ${method} ${rpc ?? ''}`;
    const row = rows.get(key) ?? { url, method, rpc, kind, lines: [] };
    row.lines.push(task.where.line);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Every call of the good course that leaves something, with what takes it back. */
function undoTable(script: Script): UndoDoc[] {
  const made = callsOf(script).filter(({ kind, task }) => isWrite(kind) && kind !== 'notify' && isForward(task));
  return made.map(call => ({
    task: titleOf(call.task),
    line: call.task.where.line,
    kind: call.kind,
    undoneBy: undoersOf(call).map(({ task }) => ({ task: titleOf(task), line: task.where.line })),
  }));
}
