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

  /** The error of using it: none of the passwords at hand opens it. */
  unopened(): TemplateError {
    const message = 'a text encrypted by Ansible Vault was used without its password: it is undecryptable';
    return new TemplateError('value', message, { where: this.where });
  }

  override text(): string {
    throw this.unopened();
  }
}
