import type { Painter } from '../../engine/reporters/ansible-text.ts';

const codes: Readonly<Record<Parameters<Painter>[1], number>> = {
  ok: 32,
  changed: 33,
  skipped: 36,
  failed: 31,
  rescued: 31,
  ignored: 36,
  unreachable: 91,
  warning: 35,
  retry: 90,
};

/** Ansible's colours for a terminal. */
export const paint: Painter = (text, meaning) => `\u001b[0;${codes[meaning]}m${text}\u001b[0m`;
