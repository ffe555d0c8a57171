/** vault and unvault: texts encrypted as Ansible Vault does. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { CallContext, TemplateFilter } from '../callable.ts';
import { VaultedText } from '../formats/vaulted-text.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { decodeUtf8, encodeUtf8 } from './bytes.ts';
import { decryptVault, encryptVault, isVaulted } from './vault-cipher.ts';

const SALT_SIZE = 32;

export const vaultFilters: Readonly<Record<string, TemplateFilter>> = {
  vault: filterOf(
    ['data', 'secret', ['salt', null], ['vault_id', 'filter_default'], ['wrap_object', false], ['vaultid', null]],
    (data, secret, salt, vaultId, _wrap, olderId, context) => {
      const id = requireText(truth(olderId) ? olderId : vaultId);
      return encryptVault(encodeUtf8(requireText(data)), requireText(secret), saltOf(salt, context), id);
    },
  ),
  unvault: filterOf(['vault', 'secret', ['vault_id', 'filter_default'], ['vaultid', null]], (vaulted, secret) => {
    const text = vaulted instanceof VaultedText ? vaulted.ciphertext : requireText(vaulted);
    return isVaulted(text) ? decodeUtf8(decryptVault(text, requireText(secret))) : text;
  }),
};

function saltOf(salt: Value, context: CallContext): Uint8Array {
  if (truth(salt)) return encodeUtf8(str(salt));
  return Uint8Array.from({ length: SALT_SIZE }, () => Math.floor(context.random() * 256));
}
