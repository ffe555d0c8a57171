import { randomBytes } from 'node:crypto';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { rolesOf } from './role.ts';
import { secretDigest } from './secret-digest.ts';
import { now } from './things/thing.ts';
import { keepTotpSecret, totpSecret } from './user.ts';

/** What an authenticator app needs, and what its owner keeps for the day it is lost. Shown once. */
export interface SecondFactor {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…`, the text of the QR code. */
  readonly otpauth_url: string;
  readonly backup_codes: readonly string[];
}

const BACKUP_CODES = 10;

/** Makes a user's second factor; it is asked for once `confirmSecondFactor` has seen a code of it. */
export function beginSecondFactor(db: Database, user: { user_id: number; email: string }): Promise<SecondFactor> {
  return withTransaction(db, async tx => {
    const { Secret } = await import('otpauth');
    const secret = new Secret({ size: 20 }).base32;
    await keepTotpSecret(tx, user.user_id, secret);
    const changes = { totp_enabled: 0, totp_last_step: 0 };
    await tx.updateTable('crm_user').set(changes).where('user_id', '=', user.user_id).execute();
    const otpauth_url = (await totpOf(secret, user.email)).toString();
    return { secret, otpauth_url, backup_codes: await makeBackupCodes(tx, user.user_id) };
  });
}

/** Turns the second factor on when the code is one of it; false otherwise. */
export function confirmSecondFactor(db: Database, userId: number, code: string): Promise<boolean> {
  return withTransaction(db, async tx => {
    if (!(await takeCode(tx, userId, code))) return false;
    await tx.updateTable('crm_user').set({ totp_enabled: 1 }).where('user_id', '=', userId).execute();
    return true;
  });
}

/** Whether a second factor is asked of this user. */
export async function hasSecondFactor(db: Database, userId: number): Promise<boolean> {
  const query = db.selectFrom('crm_user').select('totp_enabled').where('user_id', '=', userId);
  return (await query.executeTakeFirst())?.totp_enabled === 1;
}

/** Whether one of these roles (`*`: all) demands a second factor of a user. */
export async function demandsSecondFactor(db: Database, userId: number, roles: readonly string[]): Promise<boolean> {
  if (roles.length === 0 || roles.includes('*')) return roles.length > 0;
  const wanted = new Set(roles.map(role => role.toLowerCase()));
  return (await rolesOf(db, userId)).some(role => wanted.has(role.toLowerCase()));
}

/** Whether a second factor is demanded of a user who has none. */
export async function lacksSecondFactor(db: Database, userId: number, roles: readonly string[]): Promise<boolean> {
  return (await demandsSecondFactor(db, userId, roles)) && !(await hasSecondFactor(db, userId));
}

/** Whether this is a code of the user's app or an unused backup code; either is good once. */
export function takeSecondFactor(db: Database, userId: number, code: string): Promise<boolean> {
  return withTransaction(
    db,
    async tx => (await takeCode(tx, userId, code)) || (await takeBackupCode(tx, userId, code)),
  );
}

/** Takes the second factor away. */
export async function endSecondFactor(db: Database, userId: number): Promise<void> {
  await withTransaction(db, async tx => {
    await keepTotpSecret(tx, userId, null);
    const changes = { totp_enabled: 0, totp_last_step: 0 };
    await tx.updateTable('crm_user').set(changes).where('user_id', '=', userId).execute();
    await tx.deleteFrom('backup_code').where('user_id', '=', userId).execute();
  });
}

/** New backup codes in the place of the old ones. */
export function makeBackupCodes(db: Database, userId: number): Promise<readonly string[]> {
  return withTransaction(db, async tx => {
    const codes = Array.from({ length: BACKUP_CODES }, () => randomBytes(8).toString('hex'));
    await tx.deleteFrom('backup_code').where('user_id', '=', userId).execute();
    const rows = codes.map(code => ({ user_id: userId, code_hash: secretDigest(code) }));
    await tx.insertInto('backup_code').values(rows).execute();
    return codes;
  });
}

/** A code of the time step before, now or after, of a step later than the last one taken. */
async function takeCode(db: Database, userId: number, code: string): Promise<boolean> {
  const secret = await totpSecret(db, userId);
  if (secret === null || !/^\d{6}$/.test(code)) return false;
  const totp = await totpOf(secret, '');
  const delta = totp.validate({ token: code, window: 1 });
  const step = totp.counter() + (delta ?? 0);
  if (delta === null) return false;
  const update = db.updateTable('crm_user').set({ totp_last_step: step }).where('user_id', '=', userId);
  return (await update.where('totp_last_step', '<', step).executeTakeFirstOrThrow()).numUpdatedRows === 1n;
}

async function takeBackupCode(db: Database, userId: number, code: string): Promise<boolean> {
  const update = db
    .updateTable('backup_code')
    .set({ used: now() })
    .where('user_id', '=', userId)
    .where('code_hash', '=', secretDigest(code.trim().toLowerCase()))
    .where('used', 'is', null);
  return (await update.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
}

async function totpOf(secret: string, label: string) {
  const { TOTP } = await import('otpauth');
  return new TOTP({ issuer: 'omnicrm', label, algorithm: 'SHA1', digits: 6, period: 30, secret });
}
