import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { CallContext, TemplateFilter } from '../callable.ts';
import { index } from '../values/integers.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { encryptPassword, randomSalt, saltSize } from './encrypt-password.ts';

export const passwordFilters: Readonly<Record<string, TemplateFilter>> = {
  /** A hash for /etc/shadow; without a salt a new one is made (Ansible). */
  password_hash: filterOf(
    ['password', ['hashtype', 'sha512'], ['salt', null], ['salt_size', null], ['rounds', null], ['ident', null]],
    (password, type, salt, size, rounds, _ident, context) =>
      encryptPassword(requireText(password), {
        scheme: requireText(type),
        salt: saltOf(requireText(type), salt, size, context),
        rounds: truth(rounds) ? index(rounds) : undefined,
      }),
  ),
};

function saltOf(scheme: string, salt: Value, size: Value, context: CallContext): string {
  if (truth(salt)) return str(salt);
  return randomSalt(truth(size) ? index(size) : saltSize(scheme), () => context.random());
}
