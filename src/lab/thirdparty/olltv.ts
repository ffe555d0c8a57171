/** Oll.tv: `auth2` gives a hash, and every other method wants it; `code` other than 0 is a refusal, with status 200. */
import { jsonReply, type LabReply } from '../simulator.ts';
import type { ThirdParty } from './third-party.ts';

export interface OllTv extends ThirdParty {
  /** `account bundle` of all that are on. */
  readonly bundles: Set<string>;
  readonly logins: number;
}

export const OLLTV_LOGIN = 'labisp';
export const OLLTV_PASSWORD = 'lab-isp-password';

export function ollTv(): OllTv {
  const bundles = new Set<string>();
  const hashes = new Set<string>();
  const methods: Readonly<Record<string, (form: URLSearchParams) => LabReply>> = {
    auth2: form => {
      if (form.get('login') !== OLLTV_LOGIN || form.get('password') !== OLLTV_PASSWORD)
        return refusal(404, 'Wrong login');
      const hash = `hash-${hashes.size + 1}`;
      hashes.add(hash);
      return jsonReply(200, { mess: 'Ok', code: 0, hash, data: [] });
    },
    disableBundle: form => {
      if (!hashes.has(form.get('hash') ?? '')) return refusal(204, 'Hash is wrong');
      if (form.get('type') !== 'subs_negative_balance') return refusal(119, 'Wrong type');
      const key = `${form.get('account') ?? ''} ${form.get('sub_id') ?? ''}`;
      return bundles.delete(key) ? jsonReply(200, { mess: 'Ok', code: 0, data: 1 }) : refusal(115, 'No such bundle');
    },
  };
  return {
    name: 'olltv',
    bundles,
    get logins() {
      return hashes.size;
    },
    handle: ({ method, path, body }) => {
      const call = methods[/^\/ispAPI\/(\w+)\/?$/.exec(path)?.[1] ?? ''];
      if (method !== 'POST' || call === undefined) return refusal(404, 'No such method', 404);
      return call(new URLSearchParams(body));
    },
  };
}

function refusal(code: number, mess: string, status = 200): LabReply {
  return jsonReply(status, { mess, code, data: [] });
}
