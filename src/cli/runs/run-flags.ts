export interface RunFlags {
  readonly events?: boolean;
  readonly verbose?: boolean;
  readonly detach?: boolean;
  readonly check?: boolean;
}
