/** The different titles of runs, kept by triggers: what a search looks through instead of the runs. */
export interface RunTitleTable {
  provisioning_play: string;
  /** Empty for a run without one. */
  playbook_description: string;
}
