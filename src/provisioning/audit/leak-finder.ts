/** What kind of secret a text holds, undefined when it holds none. */
export type LeakFinder = (text: string) => string | undefined;

/** Shorter values (a PIN of four digits) would be found in innocent numbers: those are known by their names alone. */
const SHORTEST = 8;
/** A word that a long key could be. */
const WORD = /[A-Za-z0-9+/]{8,}/g;
const IS_WORD = /^[A-Za-z0-9]{8,}$/;
/** `"pin1": "7191"`, also quoted within another text; a mask or an empty value is no secret. */
const MEMBER =
  /\\*"(ki|opc?|psk|adm\d*|pin\d*|puk\d*|password|passwd|access_token|refresh_token|api_key)\\*"\s*:\s*\\*"(?!\*|\\*"|[Nn]one)[^"]/i;
const TOKEN = /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/;

/**
 * A finder of registered secrets (value → what it is), of their base64, and of what looks like a key or token by its name
 * or form. Keys of letters and digits are looked up word by word, so that thousands of them cost no more than one.
 */
export function createLeakFinder(secrets: ReadonlyMap<string, string>): LeakFinder {
  const words = new Map<string, string>();
  const others = new Map<string, string>();
  for (const [secret, what] of secrets) {
    if (secret.length < SHORTEST) continue;
    (IS_WORD.test(secret) ? words : others).set(secret, what);
    words.set(Buffer.from(secret).toString('base64').replace(/=+$/, ''), what);
  }
  return text => {
    // An escaped line end before a key would grow together with it.
    const plain = text.includes('\\') ? text.replaceAll(/\\+[nrtbf]/g, ' ') : text;
    for (const word of plain.match(WORD) ?? []) {
      const what = words.get(word);
      if (what !== undefined) return what;
    }
    for (const [secret, what] of others) if (text.includes(secret)) return what;
    if (TOKEN.test(text)) return 'an access token';
    const member = MEMBER.exec(text);
    return member === null ? undefined : `the value of ${member[1]}`;
  };
}
