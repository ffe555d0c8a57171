import { OmnicrmError } from '../../errors.ts';

/** Each follower costs a look at the database three times a second. */
const MOST_FOLLOWERS = 200;
const MOST_OF_ONE = 20;

const followers = new Map<string, number>();

/** Counts somebody who begins to follow a run; gives what takes him out again. Throws E_TOO_MANY. */
export function countFollower(name: string): () => void {
  const own = followers.get(name) ?? 0;
  const all = [...followers.values()].reduce((sum, count) => sum + count, 0);
  if (own >= MOST_OF_ONE || all >= MOST_FOLLOWERS) {
    throw new OmnicrmError('E_TOO_MANY', 'too many are following runs here', { details: { retry_after: 10 } });
  }
  followers.set(name, own + 1);
  return () => forget(name);
}

function forget(name: string): void {
  const left = (followers.get(name) ?? 0) - 1;
  if (left > 0) followers.set(name, left);
  else followers.delete(name);
}
