/** Which keywords may stand where (Ansible's playbook keywords). A table per level; the loader refuses the rest. */

const everywhere = [
  'any_errors_fatal',
  'become',
  'become_exe',
  'become_flags',
  'become_method',
  'become_user',
  'check_mode',
  'collections',
  'connection',
  'debugger',
  'diff',
  'environment',
  'ignore_errors',
  'ignore_unreachable',
  'module_defaults',
  'name',
  'no_log',
  'port',
  'remote_user',
  'run_once',
  'tags',
  'throttle',
  'timeout',
  'vars',
];

export const playKeywords: ReadonlySet<string> = new Set([
  ...everywhere,
  'fact_path',
  'force_handlers',
  'gather_facts',
  'gather_subset',
  'gather_timeout',
  'handlers',
  'hosts',
  'max_fail_percentage',
  'order',
  'post_tasks',
  'pre_tasks',
  'roles',
  'serial',
  'strategy',
  'tasks',
  'user',
  'validate_argspec',
  'vars_files',
  'vars_prompt',
]);

const delegation = ['delegate_to', 'delegate_facts', 'when', 'notify'];

export const blockKeywords: ReadonlySet<string> = new Set([...everywhere, ...delegation, 'block', 'rescue', 'always']);

export const taskKeywords: ReadonlySet<string> = new Set([
  ...everywhere,
  ...delegation,
  'action',
  'args',
  'async',
  'changed_when',
  'delay',
  'failed_when',
  'local_action',
  'loop',
  'loop_control',
  'poll',
  'register',
  'retries',
  'until',
]);

export const handlerKeywords: ReadonlySet<string> = new Set([...taskKeywords, 'listen']);

export const roleKeywords: ReadonlySet<string> = new Set([...everywhere, ...delegation, 'role', 'allow_duplicates']);

export const loopControlKeywords: ReadonlySet<string> = new Set([
  'loop_var',
  'index_var',
  'label',
  'pause',
  'extended',
  'extended_allitems',
  'break_when',
]);

export const metaActionNames: ReadonlySet<string> = new Set([
  'clear_facts',
  'clear_host_errors',
  'end_batch',
  'end_host',
  'end_play',
  'end_role',
  'flush_handlers',
  'noop',
  'refresh_inventory',
  'reset_connection',
]);
