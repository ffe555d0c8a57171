import type { ResponseHeaders } from './http-request.ts';

/** The cookies of one task: set by answers, sent on with redirects to the same host. */
export class CookieJar {
  readonly #byName = new Map<string, { value: string; host: string }>();

  /** Keeps what `Set-Cookie` says; one that has expired is dropped. */
  store(headers: ResponseHeaders, url: URL): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...attributes] = line.split(';');
      const equals = pair.indexOf('=');
      if (equals < 1) continue;
      const name = pair.slice(0, equals).trim();
      if (expired(attributes)) this.#byName.delete(name);
      else this.#byName.set(name, { value: pair.slice(equals + 1).trim(), host: url.hostname });
    }
  }

  /** The `Cookie` header for a request to `url`, undefined where no cookie fits. */
  headerFor(url: URL): string | undefined {
    if (this.#byName.size === 0) return undefined;
    const fitting = [...this.#byName].filter(([, { host }]) => host === url.hostname);
    return fitting.length === 0 ? undefined : fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  values(): Map<string, string> {
    return new Map([...this.#byName].map(([name, { value }]) => [name, value]));
  }
}

function expired(attributes: readonly string[]): boolean {
  const values = new Map(attributes.map(text => text.trim().split('=')).map(([name, v]) => [name!.toLowerCase(), v]));
  const maxAge = values.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  return Date.parse(values.get('expires') ?? '') < Date.now();
}
