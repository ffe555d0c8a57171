import type { Where } from '../../errors.ts';
import { TemplateError } from '../errors.ts';
import { PyObject } from '../values/types.ts';

/** A text that Ansible Vault has encrypted, as `!vault` brings it: whoever holds the password replaces it by the plain text. */
export class VaultedText extends PyObject {
  readonly typeName = 'EncryptedString';
  readonly ciphertext: string;
  readonly where: Where | undefined;

  constructor(ciphertext: string, where?: Where) {
    super();
    this.ciphertext = ciphertext;
    this.where = where;
  }

  override text(): string {
    throw new TemplateError('value', 'a text encrypted by Ansible Vault was used without its password', {
      where: this.where,
    });
  }
}
