/** The bearer token of a run: renewed when the CRM says that it has expired, once for all calls under way. */

export interface RunToken {
  readonly current: string;
  /** Whether a token is or was this run's, in this life of the run or in an earlier one. */
  isOwn(token: string): boolean;
  /** A token other than `stale`: the current one, or a new one. */
  renew(stale: string): Promise<string>;
}

export interface RunTokenOptions {
  readonly provisionId: number;
  readonly token: string;
  readonly issue: () => Promise<string>;
  /** Told of each new token before it is used: for the play's `access_token` and the redactor. */
  readonly learned: (token: string) => void;
}

/** The token of one run. */
export function createRunToken({ provisionId, token, issue, learned }: RunTokenOptions): RunToken {
  let current = token;
  let renewal: Promise<string> | undefined;
  const renewNow = async (): Promise<string> => {
    const fresh = await issue();
    learned(fresh);
    current = fresh;
    return fresh;
  };
  return {
    get current() {
      return current;
    },
    isOwn: candidate => candidate === current || runOf(candidate) === provisionId,
    renew: stale => {
      if (stale !== current) return Promise.resolve(current);
      return (renewal ??= renewNow().finally(() => (renewal = undefined)));
    },
  };
}

/** The run that a token (JWT) says it is for. That is not proved here: such a token is only exchanged for a better one. */
function runOf(token: string): number | undefined {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const id = /"run":\{.*?"provisionId":(\d+)/.exec(claims)?.[1];
  return id === undefined ? undefined : Number(id);
}
