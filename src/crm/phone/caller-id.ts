/** What a called phone shows. */
interface Name {
  readonly firstname: string;
  readonly lastname: string;
}

/** With the space also where there is no last name, as confd has it. */
export function fullName({ firstname, lastname }: Name): string {
  return `${firstname} ${lastname}`;
}

/** In quotes, once. */
export function quoted(text: string): string {
  return /^".*"$/s.test(text) && text.length > 1 ? text : `"${text}"`;
}

/** The caller id after a change: the one that was sent, or a new one for a new name, even in place of a chosen one. */
export function callerIdAfter(
  before: Name & { readonly caller_id: string },
  after: Name,
  sent: string | null | undefined,
): string {
  if (sent && quoted(sent) !== before.caller_id) return quoted(sent);
  const isRebuilt = fullName(before) !== fullName(after) || sent === '' || sent === null;
  return isRebuilt ? quoted(fullName(after)) : before.caller_id;
}

/** A line shows its user's, and the number to call back. */
export function lineCallerId(userCallerId: string | null, exten: string | null): string | null {
  if (userCallerId === null) return null;
  return exten === null ? userCallerId : `${userCallerId} <${exten}>`;
}
