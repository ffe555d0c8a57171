import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { LabReply, LabRequest } from '../simulator.ts';

const REALM = 'Authentication Required';

export interface PbxLogin {
  readonly username: string;
  readonly password: string;
}

/** The door of the phone system: RFC 2617 with qop=auth, each count of a nonce once. */
export class PbxDigest {
  readonly #login: PbxLogin;
  readonly #key = randomBytes(16);
  readonly #seen = new Set<string>();

  constructor(login: PbxLogin) {
    this.#login = login;
  }

  /** The 401 for who is not let in. */
  refusal({ method, path, headers }: LabRequest): LabReply | undefined {
    const given = parametersOf(headers['authorization'] ?? '');
    const { nonce = '', uri = '', nc = '', cnonce = '', response = '', username = '' } = given;
    const ha1 = md5(username, REALM, this.#login.password);
    const isRight = response === md5(ha1, nonce, nc, cnonce, 'auth', md5(method, uri));
    const isMine = this.#signed(nonce.slice(0, 16)) === nonce && uri.split('?')[0] === path;
    const use = `${nonce} ${nc}`;
    if (!isRight || !isMine || username !== this.#login.username || this.#seen.has(use))
      return this.#challenge(isRight);
    this.#seen.add(use);
    return undefined;
  }

  #challenge(isStale: boolean): LabReply {
    const nonce = this.#signed(randomBytes(8).toString('hex'));
    const challenge = `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5, qop="auth"${isStale ? ', stale=true' : ''}`;
    return { status: 401, headers: { 'www-authenticate': challenge }, body: 'Unauthorized Access' };
  }

  #signed(text: string): string {
    return text + createHmac('sha256', this.#key).update(text).digest('hex').slice(0, 16);
  }
}

function parametersOf(header: string): Readonly<Partial<Record<string, string>>> {
  const pairs = [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)];
  return Object.fromEntries(pairs.map(([, name = '', quoted, bare = '']) => [name, quoted ?? bare]));
}

function md5(...parts: readonly string[]): string {
  return createHash('md5').update(parts.join(':')).digest('hex');
}
