import { OMIT, toJson, type Dict, type Value } from '../../template/index.ts';
import type { ModuleArguments, ModuleContext } from '../module.ts';

/**
 * A play for ansible: the task with arguments that are data there (`!unsafe`), then its result as JSON into a file. The first
 * task's failure is not the play's: the file tells it.
 */
export function oneTaskPlay(name: string, args: ModuleArguments, context: ModuleContext, answer: string): string {
  const given = Object.entries(args).filter(([, value]) => value !== OMIT);
  const options: Dict = new Map<Value, Value>(given);
  const environment: Dict = new Map<Value, Value>(Object.entries(context.environment));
  const keywords = Object.entries(context.become ?? {}).map(([key, value]) => `      ${key}: !unsafe ${quoted(value)}`);
  const lines = [
    '- hosts: localhost',
    '  gather_facts: false',
    '  vars:',
    '    ansible_connection: local',
    `    ansible_python_interpreter: ${interpreter(context)}`,
    '  tasks:',
    `    - ${quoted(name)}: !unsafe ${toJson(options)}`,
    '      register: omnicrm_result',
    '      ignore_errors: true',
    '      ignore_unreachable: true',
    '      no_log: true',
    ...(environment.size === 0 ? [] : [`      environment: !unsafe ${toJson(environment)}`]),
    ...(keywords.length === 0 ? [] : ['      become: true', ...keywords]),
    '    - ansible.builtin.copy:',
    '        content: "{{ omnicrm_result | to_json }}"',
    `        dest: ${quoted(answer)}`,
    "        mode: '0600'",
    '      check_mode: false',
    '      diff: false',
    '      no_log: true',
  ];
  return `${lines.join('\n')}\n`;
}

function interpreter(context: ModuleContext): string {
  const told = context.variable('ansible_python_interpreter');
  return typeof told === 'string' ? `!unsafe ${quoted(told)}` : '"{{ ansible_playbook_python }}"';
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
