/** What must not be readable anywhere. */
import type { AuditRule } from '../audit-rule.ts';
import { byHand } from '../finding.ts';

export const secretRules: readonly AuditRule[] = [
  {
    id: 'SEC-1',
    severity: 'critical',
    system: 'crm',
    summary: 'a key, token or PIN in clear in runs, events, journals or messages',
    needs: ['texts'],
    find: ({ leaks = [] }) =>
      leaks.map(({ key, column, what }) => ({
        system: 'crm',
        key: `${key} ${column}`,
        evidence: `holds ${what} in clear`,
        touches: [],
        fix: byHand('take it out of the text and of every backup; replace the key or token that was seen'),
      })),
  },
];
