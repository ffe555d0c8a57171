/** What kind of thing a call does, by the words of its method and path. */

/** `change` alters what is there; `other` writes nothing that could be left behind (log in, search, reload, note). */
export type CallKind = 'read' | 'create' | 'change' | 'remove' | 'charge' | 'refund' | 'notify' | 'other';

const rpcVerbs: readonly (readonly [RegExp, CallKind])[] = [
  [/^(?:Get|List|Count|Has|Is|Ping|Status|Export|Query|Compute|Cost)/i, 'read'],
  [/^(?:Set|Add|Create|Put|Assign|TopUp|Activate)/i, 'create'],
  [/^(?:Remove|Rem|Delete|Del|Unset|Unassign|Disable|Deactivate|Debit|Reset)/i, 'remove'],
];

/** By the verb of a JSON-RPC method: `ApierV2.SetAccount` creates. */
export function kindOfRpc(method: string): CallKind {
  const name = method.replace(/^.*\./, '');
  return rpcVerbs.find(([verb]) => verb.test(name))?.[1] ?? 'other';
}

const pathKinds: readonly (readonly [RegExp, CallKind])[] = [
  [/refund|revers|void/i, 'refund'],
  [/(?:^|[/_-])(?:charges?|payments?|capture)(?![/_-]?methods?)(?:[/_-]|$)/i, 'charge'],
  [/(?:^|\/)(?:notes?|logs?|events?|activit\w+|comments?|audit\w*|history)(?:\/|$)/i, 'other'],
  [/(?:^|\/)(?:sms|e?mail|messages?|notif\w*|webhooks?|hooks?|slack|telegram)(?:\/|$)/i, 'notify'],
  [
    /(?:^|\/)(?:search|query|log_?in|log_?out|auth|oauth\d?|tokens?|sessions?|validate|check|lookup|ping|reload\w*|refresh\w*)(?:\/|$)/i,
    'other',
  ],
];

/** By the HTTP method and the words of the path. A method by template counts as the strongest it may be. */
export function kindOfRest(method: string, url: string): CallKind {
  if (/^(?:GET|HEAD|OPTIONS)$/.test(method)) return 'read';
  if (method === 'DELETE') return 'remove';
  const path = url.replaceAll(/\{\{.*?\}\}/g, '').replace(/^[a-z]+:\/\/[^/]*/i, '');
  const named = pathKinds.find(([words]) => words.test(path))?.[1];
  if (named !== undefined) return named;
  return /PUT|POST/.test(method) ? 'create' : 'change';
}

/** Whether the call may leave something changed. */
export function isWrite(kind: CallKind): boolean {
  return kind !== 'read' && kind !== 'other';
}
