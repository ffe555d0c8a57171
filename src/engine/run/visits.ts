/** Counts how often the same task came by, so that a journal can tell the rounds of a looped include apart. */
export class Visits {
  readonly #counts = new Map<string, number>();

  count(host: string, path: string, item: number | undefined): number {
    const key = `${host} ${path} ${item ?? ''}`;
    const visit = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, visit);
    return visit;
  }
}
