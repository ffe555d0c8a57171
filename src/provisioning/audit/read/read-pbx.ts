/** What the phone system holds. */
import { listPbx, type PbxContext } from '../ask/ask-pbx.ts';
import { isOurLine, uuidOfUser } from '../pbx-names.ts';
import type { PbxState } from '../pbx-state.ts';

type Row = Readonly<Record<string, unknown>>;

/** How many questions are under way at a time. */
const AT_ONCE = 6;

/** Users, lines and numbers, and what ties those of ours. Throws E_BACKEND_DOWN, E_CONFIG. */
export async function readPbx(context: PbxContext): Promise<PbxState> {
  const [users, lines, extensions] = await Promise.all(
    ['/users', '/lines', '/extensions'].map(path => listPbx(context, path)),
  );
  const state = {
    users: (users ?? []).map(row => ({
      id: Number(row['id']),
      name: `${text(row['firstname'])} ${text(row['lastname'])}`,
      userfield: text(row['userfield']),
    })),
    lines: (lines ?? []).map(row => ({ id: Number(row['id']), username: text(row['name']) })),
    extensions: (extensions ?? []).map(row => ({
      id: Number(row['id']),
      exten: text(row['exten']),
      context: text(row['context']),
      commented: row['commented'] === true,
    })),
  };
  const ourLines = state.lines.filter(line => isOurLine(line.username)).map(line => line.id);
  const ourUsers = state.users.filter(user => uuidOfUser(user.userfield) !== undefined).map(user => user.id);
  const numbersOf = await tied(ourLines, async id =>
    idsOf(await listPbx(context, `/lines/${id}/extensions`), 'extension_id'),
  );
  const linesOf = await tied(ourUsers, async id => idsOf(await listPbx(context, `/users/${id}/lines`), 'line_id'));
  return { ...state, ...indexes(state), numbersOf, linesOf };
}

/** By what the CRM knows them by. */
function indexes({ users, lines, extensions }: Pick<PbxState, 'users' | 'lines' | 'extensions'>) {
  const marked = users.flatMap(user => {
    const uuid = uuidOfUser(user.userfield);
    return uuid === undefined ? [] : [[uuid, user] as const];
  });
  return {
    userOf: new Map(marked.toReversed()),
    lineNamed: new Map(lines.map(line => [line.username, line])),
    extensionAt: new Map(extensions.map(number => [`${number.exten}@${number.context}`, number])),
  };
}

async function tied(
  ids: readonly number[],
  ask: (id: number) => Promise<readonly number[]>,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = new Map<number, readonly number[]>();
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const part = ids.slice(first, first + AT_ONCE);
    for (const [known, others] of await Promise.all(part.map(async id => [id, await ask(id)] as const)))
      found.set(known, others);
  }
  return found;
}

function idsOf(rows: readonly Row[], name: string): readonly number[] {
  return rows.map(row => Number(row[name]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
