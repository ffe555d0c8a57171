/** All rules of the audit, in the order in which findings are told. */
import type { AuditRule } from '../audit-rule.ts';
import { crmRules } from './crm.ts';
import { hssRules } from './hss.ts';
import { inventoryRules } from './inventory.ts';
import { ocsRules } from './ocs.ts';
import { paymentRules } from './payments.ts';
import { pbxRules } from './pbx.ts';
import { secretRules } from './secrets.ts';

export const auditRules: readonly AuditRule[] = [
  ...ocsRules,
  ...hssRules,
  ...inventoryRules,
  ...crmRules,
  ...paymentRules,
  ...pbxRules,
  ...secretRules,
];
