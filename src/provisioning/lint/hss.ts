import type { Call } from './call.ts';

const ownTables = new Set(['auc', 'ims_subscriber', 'subscriber_attributes']);

/** Whether a call goes to an HSS: its url names one, or one of PyHSS's tables. */
export function isHss({ url, resource, rpc }: Call): boolean {
  if (rpc !== undefined || /\/crm\//.test(url)) return false;
  if (/hss/i.test(url) || ownTables.has(resource ?? '')) return true;
  // Other systems have subscribers too: those of a host that is written out and is no HSS.
  return resource === 'subscriber' && !/^https?:\/\/[\w.-]+[:/]/.test(url);
}
