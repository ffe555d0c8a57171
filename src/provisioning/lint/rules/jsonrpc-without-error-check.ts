import type { Rule } from '../../../engine/lint/rule.ts';
import { titleOf } from '../../../engine/lint/walk.ts';
import { callsOf } from '../call.ts';
import { looksFor } from '../looked-at.ts';

export const jsonrpcWithoutErrorCheck: Rule = {
  id: 'jsonrpc-without-error-check',
  summary:
    'A JSON-RPC call looks at the HTTP status alone: the OCS answers 200 to every error. Orders fail such a task, Ansible does not.',
  fix: 'Register the reply and add failed_when: reply is failed or reply.json.error is not none.',
  *check(context) {
    for (const { task, rpc } of callsOf(context.script)) {
      if (rpc === undefined || looksFor(/\berror\b|\bresult\b/, task, context)) continue;
      yield { where: task.where, message: `nothing looks at the error that '${titleOf(task)}' (${rpc}) may answer` };
    }
  },
};
