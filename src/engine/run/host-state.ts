import { str, type Dict, type Raw } from '../../template/index.ts';
import type { TaskInfo } from '../events.ts';
import type { RoleUse, Task } from '../playbook.ts';

/** Why a host is out of the play, until a rescue takes it. */
export interface Failure {
  readonly info: TaskInfo;
  readonly result: Dict;
}

/** What the run knows of a host: its variables, which outlive plays, and how it fares in the play at hand. */
export class HostState {
  readonly name: string;
  /** set_fact and register, `ansible_failed_task` and `ansible_failed_result`. */
  readonly setFacts = new Map<string, Raw>();
  /** Names of set facts whose text stands in the play. */
  readonly writtenFacts = new Set<string>();
  readonly includeVars = new Map<string, Raw>();
  /** `ansible_facts`, and the same as top variables. */
  readonly facts: Dict = new Map();
  readonly factVars = new Map<string, Raw>();
  /** inventory_hostname and group names: a play may override them. */
  own: ReadonlyMap<string, Raw> = new Map();
  /** Merged variables of the inventory's groups and of the host. */
  inventory: ReadonlyMap<string, Raw> = new Map();

  failure: Failure | undefined;
  unreachable = false;
  /** Failed in an earlier play: no later play runs on it. */
  out = false;
  /** Left by end_host, end_play or end_batch. */
  ended = false;
  /** Set by end_role until that role's body is over. */
  leavingRole: RoleUse | undefined;
  /** Handlers to run at the next flush. */
  readonly notified = new Set<Task>();
  /** Identities of roles it finished in this play. */
  readonly rolesDone = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  /** Whether the next task runs on it. */
  get active(): boolean {
    return this.failure === undefined && !this.unreachable && !this.ended && this.leavingRole === undefined;
  }

  /** Whether it still counts as a host of the play (`ansible_play_hosts`). */
  get inPlay(): boolean {
    return this.failure === undefined && !this.unreachable && !this.ended;
  }

  setFact(name: string, value: Raw, written = false): void {
    if (written) this.writtenFacts.add(name);
    else this.writtenFacts.delete(name);
    this.setFacts.set(name, value);
  }

  /** Facts a module found: `ansible_facts.x`, and with `inject` `ansible_x` as a variable of its own. */
  addFacts(facts: Dict, inject: boolean): void {
    for (const [name, value] of facts) {
      this.facts.set(name === 'ansible_local' ? name : str(name).replace(/^ansible_/, ''), value);
      if (inject) this.factVars.set(str(name), value);
    }
  }

  /** Forgets how the last play went. */
  enterPlay(): void {
    this.failure = undefined;
    this.ended = false;
    this.leavingRole = undefined;
    this.notified.clear();
    this.rolesDone.clear();
  }
}
