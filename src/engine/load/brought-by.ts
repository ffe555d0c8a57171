import { OmnicrmError, type Where } from '../../errors.ts';

/** A statement that brought the file in which an error is: an import, an include, the use of a role. */
export interface Bringer {
  /** `import_tasks setup.yaml`, `role billing`. */
  readonly what: string;
  readonly where: Where;
}

/** Loads what a statement asks for. An error in there tells the statement too: the chain is in `details.broughtBy`, innermost first. */
export function broughtBy<T>(bringers: readonly Bringer[], load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    const others = bringers.filter(({ where }) => !isAt(error, where));
    throw others.length === 0 ? error : withChain(error, others);
  }
}

/** The chain of an error, innermost first. */
export function chainOf(error: OmnicrmError): readonly Bringer[] {
  const chain = error.details?.['broughtBy'];
  return Array.isArray(chain) ? chain : [];
}

function withChain(error: OmnicrmError, others: readonly Bringer[]): OmnicrmError {
  const { code, message, where, hint, cause, details } = error;
  const chain = [...chainOf(error), ...others];
  return new OmnicrmError(code, message, { where, hint, cause, details: { ...details, broughtBy: chain } });
}

/** An error at the statement itself needs no telling of it. */
function isAt(error: OmnicrmError, { file, line }: Where): boolean {
  const places = [error.where, ...chainOf(error).map(({ where }) => where)];
  return places.some(place => place?.file === file && place.line === line);
}
