/** The forms in which a secret may stand in a text; upper and lower case are found alike. */

/** The secret as it is, in base64 (also amid other bytes), in hex, in a URL or form, in a text of JSON or in one quoted there. */
export function formsOf(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return new Set([
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    ...urlForms(secret),
    ...base64Forms(bytes),
    bytes.toString('hex'),
    ...(isHex(secret) ? base64Forms(Buffer.from(secret, 'hex')) : []),
  ]);
}

/** encodeURIComponent's form, the stricter one, the one of HTML forms, and the one that leaves slashes. */
function urlForms(secret: string): string[] {
  // Half of a letter has no such form.
  const lenient = encodeURIComponent(Buffer.from(secret).toString());
  const strict = lenient.replaceAll(/[!'()*~]/g, letter => `%${letter.charCodeAt(0).toString(16)}`);
  return [lenient, strict, strict.replaceAll('%20', '+'), lenient.replaceAll('%2F', '/')];
}

/**
 * base64 of bytes that begin at any place of a longer text: three alignments. The letters that also tell of what stands
 * before or behind are left out, but for the whole one with its padding.
 */
function base64Forms(bytes: Buffer): string[] {
  const cores = [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const forms = [bytes.toString('base64'), ...cores];
  return [...forms, ...forms.map(form => form.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))];
}

function isHex(secret: string): boolean {
  return secret.length % 2 === 0 && /^[0-9a-f]+$/i.test(secret);
}
