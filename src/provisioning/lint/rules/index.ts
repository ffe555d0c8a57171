import type { Rule } from '../../../engine/lint/rule.ts';
import { blindIgnoreErrors } from './blind-ignore-errors.ts';
import { chargeBeforeFallibleStep } from './charge-before-fallible-step.ts';
import { createWithoutUndo } from './create-without-undo.ts';
import { extraVarShadowsSetFact } from './extra-var-shadows-set-fact.ts';
import { hssNullUnchecked } from './hss-null-unchecked.ts';
import { identifierAsNumber } from './identifier-as-number.ts';
import { jsonrpcWithoutErrorCheck } from './jsonrpc-without-error-check.ts';
import { moneyAsFloat } from './money-as-float.ts';
import { randomOutsideSetFact } from './random-outside-set-fact.ts';
import { rescueWithoutGuard } from './rescue-without-guard.ts';
import { rescueWithoutVerdict } from './rescue-without-verdict.ts';
import { secretInNameOrUrl } from './secret-in-name-or-url.ts';
import { undoByCustomer } from './undo-by-customer.ts';

/** The rules that know what providing a telecom service means. */
export const telecomRules: readonly Rule[] = [
  extraVarShadowsSetFact,
  createWithoutUndo,
  undoByCustomer,
  jsonrpcWithoutErrorCheck,
  hssNullUnchecked,
  blindIgnoreErrors,
  identifierAsNumber,
  moneyAsFloat,
  chargeBeforeFallibleStep,
  secretInNameOrUrl,
  randomOutsideSetFact,
  rescueWithoutGuard,
  rescueWithoutVerdict,
];
