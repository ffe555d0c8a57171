import { placeOfValue } from '../play-file.ts';
import type { Rule } from '../rule.ts';
import { allTasks } from '../walk.ts';

export const unusedRegister: Rule = {
  id: 'unused-register',
  summary: 'A result is registered under a name that nothing reads.',
  fix: 'Look at the result, or remove the register.',
  *check({ script, names }) {
    if (names.readsUnseen) return;
    for (const { entries, file, raw } of allTasks(script)) {
      const name = entries.get('register');
      if (typeof name !== 'string' || name.startsWith('_') || names.read.has(name)) continue;
      yield { where: placeOfValue(file, raw, 'register'), message: `nothing reads '${name}'` };
    }
  },
};
