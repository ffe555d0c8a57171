/** What ansible.cfg and ANSIBLE_… variables may change about how plays run. */
export interface Settings {
  /** `implicit`: plays gather facts unless they say no; `explicit`: only where they say yes; `smart`: once for each host. */
  readonly gathering: 'implicit' | 'explicit' | 'smart';
  /** Facts are variables of their own (`ansible_hostname`), beside `ansible_facts`. */
  readonly injectFacts: boolean;
  /** `merge`: dicts of one name on several levels are joined, recursively. */
  readonly hashBehaviour: 'replace' | 'merge';
  readonly forceHandlers: boolean;
  readonly anyErrorsFatal: boolean;
  /** What tasks do that say nothing of `no_log`. */
  readonly noLog: boolean;
  /** Seconds a task may take that says nothing of `timeout`; 0: any time. */
  readonly taskTimeout: number;
  /** A notified handler that is not there ends the run; else it is a warning. */
  readonly errorOnMissingHandler: boolean;
  /** Folders of roles beside those next to the playbook. */
  readonly rolesPath: readonly string[];
  readonly inventory: readonly string[];
  readonly tags: readonly string[];
  readonly skipTags: readonly string[];
  readonly diff: boolean;
  readonly verbosity: number;
  readonly vaultPasswordFile: string | undefined;
  /** `id@file`, or a file. */
  readonly vaultIdentities: readonly string[];
  /** Only the secret whose id a vault names is tried. */
  readonly vaultIdMatch: boolean;
  /** The ansible.cfg that was read: `ansible_config_file`. */
  readonly file: string | undefined;
}

/** The settings where nothing is configured; `ansibleHome` is ~/.ansible or ANSIBLE_HOME. */
export function defaultSettings(ansibleHome: string): Settings {
  return {
    gathering: 'implicit',
    injectFacts: true,
    hashBehaviour: 'replace',
    forceHandlers: false,
    anyErrorsFatal: false,
    noLog: false,
    taskTimeout: 0,
    errorOnMissingHandler: true,
    rolesPath: [`${ansibleHome}/roles`, '/usr/share/ansible/roles', '/etc/ansible/roles'],
    inventory: [],
    tags: [],
    skipTags: [],
    diff: false,
    verbosity: 0,
    vaultPasswordFile: undefined,
    vaultIdentities: [],
    vaultIdMatch: false,
    file: undefined,
  };
}
