import {
  isObject,
  jsonReply,
  parseJson,
  textOf,
  type Item,
  type LabReply,
  type LabRequest,
  type Simulator,
} from '../simulator.ts';
import { associations } from './associations.ts';
import { pbxContent, pbxItems } from './items.ts';
import { find, objects, type Rel } from './objects.ts';
import { PbxDigest, type PbxLogin } from './pbx-digest.ts';
import { done, inputError, list, PbxRefusal } from './replies.ts';
import { initialPbxState, type PbxState } from './state.ts';

const PREFIX = '/1.1';

/** A phone system as XiVO's confd shows one (June 2015): digest, users, SIP lines, extensions, devices and what ties them. */
export class PbxSimulator implements Simulator<PbxState> {
  readonly system = 'pbx';
  readonly instance = 'pbx';
  state: PbxState = initialPbxState();
  readonly #door: PbxDigest;

  constructor(login: PbxLogin) {
    this.#door = new PbxDigest(login);
  }

  initialState(): PbxState {
    return initialPbxState();
  }

  handle(request: LabRequest): LabReply {
    const refusal = this.#door.refusal(request);
    if (refusal !== undefined) return refusal;
    if (!request.path.startsWith(`${PREFIX}/`)) return jsonReply(404, ['Not Found']);
    try {
      return this.#answer(request, request.path.slice(PREFIX.length));
    } catch (error) {
      if (error instanceof PbxRefusal) return error.reply;
      throw error;
    }
  }

  #answer(request: LabRequest, path: string): LabReply {
    if (path === '/infos') return jsonReply(200, { uuid: '0b0f1f1e-1ab0-4aaa-aaaa-000000000001', links: [] });
    for (const [method, pattern, route] of associations) {
      const match = method === request.method ? pattern.exec(path) : null;
      if (match !== null) return route(this.state, match.slice(1), method === 'POST' ? bodyOf(request) : {});
    }
    const [, rel = '', id] = /^\/(\w+)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (!Object.hasOwn(objects, rel)) return jsonReply(404, ['Not Found']);
    return this.#object(request, rel as Rel, id);
  }

  #object(request: LabRequest, rel: Rel, id: string | undefined): LabReply {
    const { all, create, change, remove } = objects[rel];
    const { method } = request;
    if (id === undefined && method === 'GET') return listed(all(this.state), request.query.get('search') ?? '');
    if (id === undefined && method === 'POST' && create) return jsonReply(201, create(this.state, bodyOf(request)));
    if (id === undefined) return jsonReply(405, ['Method Not Allowed']);
    const object = find(all(this.state) as { id: number }[], rel, id);
    if (method === 'GET') return jsonReply(200, object);
    if (method === 'PUT' && change) change(this.state, id, bodyOf(request));
    else if (method === 'DELETE' && remove) remove(this.state, id);
    else return jsonReply(405, ['Method Not Allowed']);
    return done;
  }

  rpcMethod(): undefined {
    return undefined;
  }

  failure(status: number, text: string): LabReply {
    return jsonReply(status, [`Unexpected error: ${text}`]);
  }

  items(state: PbxState): Item[] {
    return pbxItems(state);
  }

  content(state: PbxState): Item[] {
    return pbxContent(state);
  }
}

/** Any text of an object counts. */
function listed(rows: readonly Item['value'][], search: string): LabReply {
  const term = search.toLowerCase();
  return list(rows.filter(row => Object.values(row).some(value => textOf(value).toLowerCase().includes(term))));
}

function bodyOf({ body, headers }: LabRequest): Item['value'] {
  if (headers['content-type'] !== 'application/json') throw new PbxRefusal(415, 'Unsupported Media Type');
  const value = parseJson(body);
  if (!isObject(value)) throw inputError('No JSON object could be decoded');
  return value;
}
