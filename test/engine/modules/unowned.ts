import assert from 'node:assert/strict';

/** A result without the fields which depend on who runs the tests. */
export function unowned(result: Record<string, unknown>): Record<string, unknown> {
  const { uid, gid, owner, group, ...rest } = result;
  if (owner !== undefined) {
    assert.equal(uid, process.getuid?.());
    assert.equal(typeof gid, 'number');
    assert.equal(typeof group, 'string');
  }
  return rest;
}
