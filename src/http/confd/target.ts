/** Path and query of a request as they came, not decoded; proxies may send the absolute form (RFC 9112 §3.2.2). */
export function targetOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/i, '');
}
