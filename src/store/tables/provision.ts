import type { Generated } from 'kysely';

/** One run of a play for one order. */
export interface ProvisionTable {
  provision_id: Generated<number>;
  customer_id: number | null;
  product_id: number | null;
  /** The service it works on; for a new one set when the run has made it. */
  service_id: number | null;
  /** provision | deprovision. */
  action: string;
  /** Name of the play file without `.yaml`. */
  provisioning_play: string;
  /** Title of the play, shown as the run's description. */
  playbook_description: string | null;
  /** The merged variables as JSON text, secrets redacted. */
  provisioning_json_vars: string;
  /** 0 success, 1 running, 2 failed. */
  provisioning_status: number;
  /** Tasks of the play in total. */
  task_count: number;
  /** The user on whose behalf it runs. */
  initiating_user: number | null;
  /** The caller's idempotency key, unique. */
  order_key: string | null;
  /** SHA-256 of the order's body, compared when the key comes again. */
  order_digest: string | null;
  /** Host name of the process that runs it. */
  owner_host: string | null;
  owner_pid: number | null;
  /** Start time of that process as the system tells it: a pid alone may be taken again. */
  owner_started: string | null;
  /** Last sign of life of the owner. */
  heartbeat: string | null;
  /** When a dead owner was noticed, null otherwise. */
  interrupted: string | null;
  /** clean | dirty after a rollback, null otherwise. */
  verdict: string | null;
  created: string;
  finished: string | null;
  /** Names the run in the keys of its calls. */
  run_key: string | null;
  /** SHA-256 of the play's text when the run was accepted. */
  play_digest: string | null;
  /** What the variables are made of, as kept text, sealed: a resumed run begins with the same. */
  sealed_inputs: string | null;
  /** When it was decided that the run goes back: from then on it only undoes. */
  turned_back: string | null;
  /** When somebody asked for its end; its owner looks at each heartbeat. */
  cancel_requested: string | null;
  /** Since when it waits for a backend to come up; it has not begun. */
  held_since: string | null;
  held_reason: string | null;
  /** The failed run that this one tries again. */
  retry_of: number | null;
  /** The order of several plays that it is a step of. */
  order_id: number | null;
  /** Which step, 1 for the first. */
  step: number | null;
}

/** One task of a run. */
export interface ProvisionEventTable {
  provision_id: number;
  /** 1 for the first task. */
  event_number: number;
  /** Name of the task. */
  event_name: string;
  /** 0 success, 1 running, 2 failed, 3 failed but ignored. */
  provisioning_status: number;
  /** The task's result as JSON text, secrets redacted. */
  provisioning_result_json: string | null;
  timestamp: string;
  duration_ms: number | null;
  /** Where the task stands in the play's tree. */
  task_path: string | null;
}
