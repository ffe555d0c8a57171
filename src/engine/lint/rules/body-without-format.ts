import { asDict, asList } from '../../load/tree.ts';
import { settingsOf } from '../module-defaults.ts';
import { placeOfKey } from '../play-file.ts';
import type { Rule } from '../rule.ts';
import { allTasks } from '../walk.ts';

export const bodyWithoutFormat: Rule = {
  id: 'body-without-format',
  summary: 'uri is given a mapping or list as body and no body_format: sent as JSON here, as Python text by Ansible.',
  fix: 'Add body_format: json.',
  *check({ script }) {
    for (const task of allTasks(script)) {
      if (task.module?.name !== 'uri') continue;
      const settings = settingsOf(task);
      const body = settings.get('body');
      if ((asDict(body) ?? asList(body)) === undefined || settings.has('body_format')) continue;
      const where = placeOfKey(task.file, task.optionsIn ?? task.raw, 'body');
      yield { where, message: 'the body is a mapping or list, and no body_format says how to write it' };
    }
  },
};
