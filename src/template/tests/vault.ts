import { testOf } from '../arguments/define.ts';
import type { TemplateTest } from '../callable.ts';

export const vaultTests: Readonly<Record<string, TemplateTest>> = {
  /** Values are decrypted when they are loaded, and text that merely looks like a vault is none: so no value ever is one. */
  vault_encrypted: testOf(['value'], () => false),
};
