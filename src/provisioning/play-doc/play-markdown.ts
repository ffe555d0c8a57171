import type { BackendDoc, PlayDoc, TaskDoc, UndoDoc, VariableDoc, VariableOrigin } from './play-doc.ts';

/** A play's description as a Markdown document. */
export function playMarkdown(doc: PlayDoc): string {
  const parts = [`# ${doc.title}`, `\`${doc.file}\``, doc.about, variables(doc), backends(doc), tasks(doc), undo(doc)];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

const origins: Readonly<Record<VariableOrigin, string>> = {
  needed: 'needed from outside',
  optional: 'may be given',
  order: 'given by the order',
  vars: 'vars of the play',
  set_fact: 'set by a task',
  registered: 'result of a task',
};

function variables({ variables: rows }: PlayDoc): string {
  const cells = rows.map(({ name, origin, default: fallback, secret }: VariableDoc) => [
    code(name),
    origins[origin],
    fallback === undefined ? '' : code(fallback),
    secret ? 'secret' : '',
  ]);
  return section('Variables', ['variable', 'where from', 'default', ''], cells);
}

function backends({ backends: rows }: PlayDoc): string {
  const cells = rows.map(({ url, method, rpc, kind, lines }: BackendDoc) => [
    code(url),
    code(rpc ?? method),
    kind,
    lines.join(', '),
  ]);
  return section('Backends', ['url', 'method', 'what it does', 'lines'], cells);
}

function tasks({ tasks: rows }: PlayDoc): string {
  const cells = rows.map(({ title, module, line, section: list }: TaskDoc) => [
    String(line),
    list,
    text(title),
    code(module),
  ]);
  return section('Tasks', ['line', 'list', 'task', 'module'], cells);
}

function undo({ undo: rows }: PlayDoc): string {
  const cells = rows.map(({ task, line, kind, undoneBy }: UndoDoc) => [
    `${text(task)} (line ${line})`,
    kind,
    undoneBy.map(by => `${text(by.task)} (line ${by.line})`).join('<br>') || '**nothing undoes this**',
  ]);
  return section('Undo', ['task', 'what it does', 'undone by'], cells);
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `## ${title}\n\nNone.`;
  const lines = [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
  return `## ${title}\n\n${lines.join('\n')}`;
}

function text(value: string): string {
  return value.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

function code(value: string): string {
  return value === '' ? '' : `\`${text(value)}\``;
}
