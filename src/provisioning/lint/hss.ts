import type { Call } from './call.ts';

const tables = new Set([
  'subscriber',
  'auc',
  'ims_subscriber',
  'apn',
  'roaming_rule',
  'subscriber_attributes',
  'tft',
  'charging_rule',
]);

/** Whether a call goes to an HSS: its url names one, or one of PyHSS's tables. */
export function isHss({ url, resource, rpc }: Call): boolean {
  if (rpc !== undefined || /\/crm\//.test(url)) return false;
  return tables.has(resource ?? '') || /\bhss\b|hss_server/i.test(url);
}
