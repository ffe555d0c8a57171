const secretName =
  /^(?:ki|opc|psk|kic|kid|adm\d*|pin\d*|puk\d*|cvc|card_number|authorization)$|(?:^|_)(?:password|passwd|secret|token|api_?key|secret_key|private_key)$/i;

/** Whether a variable or member of that name holds a secret: keys of a SIM, passwords, tokens, card numbers. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
