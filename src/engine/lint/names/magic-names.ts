/** Names that the engine gives to every task, besides all that begin with `ansible_`. */
export const magicNames: ReadonlySet<string> = new Set([
  'environment',
  'group_names',
  'groups',
  'hostvars',
  'inventory_dir',
  'inventory_file',
  'inventory_hostname',
  'inventory_hostname_short',
  'omit',
  'play_hosts',
  'playbook_dir',
  'role_name',
  'role_names',
  'role_path',
  'vars',
]);
