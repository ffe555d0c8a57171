export interface StatusOptions {
  readonly watch?: boolean;
  /** A listening omnicrm elsewhere. */
  readonly url?: string;
  readonly tokenFile?: string;
  readonly failed?: boolean;
  readonly search?: string;
  readonly page: string;
  readonly perPage: string;
}
