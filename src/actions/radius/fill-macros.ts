import { createHash } from 'node:crypto';
import type { Member, RadiusServer } from './members.ts';
import { macInFours, macInPairs } from './mac-forms.ts';
import { hasAccess } from '../subscribers/has-access.ts';

/** Whom a text is for. */
export interface MacroSubject {
  readonly member: Member;
  readonly server: RadiusServer;
  readonly userName: string;
}

const KILO = 1024;
const OCTET_BITS = 8;

const macros: Readonly<Record<string, (subject: MacroSubject) => string>> = {
  IP: ({ member }) => member.ip,
  MAC: ({ member }) => member.mac ?? '',
  MACFDL: ({ member }) => macInFours(member.mac, '.'),
  MACFML: ({ member }) => macInFours(member.mac, '-'),
  MACTMU: ({ member }) => macInPairs(member.mac).toUpperCase(),
  MACTML: ({ member }) => macInPairs(member.mac),
  LOGIN: ({ member }) => member.login,
  USERNAME: ({ userName }) => userName,
  PASSWORD: ({ member }) => member.password ?? '',
  TARIFF: ({ member }) => member.tariff_name ?? '',
  SPEEDDOWN: ({ member }) => String(speedsOf(member).down),
  SPEEDUP: ({ member }) => String(speedsOf(member).up),
  SPEEDDOWNB: ({ member }) => String(speedsOf(member).down * KILO),
  SPEEDUPB: ({ member }) => String(speedsOf(member).up * KILO),
  SPEEDDOWNBD: ({ member }) => String(speedsOf(member).down * 1000),
  SPEEDUPBD: ({ member }) => String(speedsOf(member).up * 1000),
  SPEEDDOWNBC: ({ member }) => String((speedsOf(member).down * KILO) / OCTET_BITS),
  SPEEDUPBC: ({ member }) => String((speedsOf(member).up * KILO) / OCTET_BITS),
  SPEEDMRL: ({ member }) => `${speedsOf(member).up}k/${speedsOf(member).down}k`,
  NETID: ({ member }) => String(member.network_id),
  NETSTART: ({ member }) => member.first_ip,
  NETEND: ({ member }) => member.last_ip,
  NETADDR: ({ member }) => member.cidr.split('/')[0] ?? '',
  NETCIDR: ({ member }) => member.cidr.split('/')[1] ?? '',
  NETDESC: ({ member }) => member.cidr,
  NETMASK: ({ member }) => netmask(Number(member.cidr.split('/')[1] ?? 32)),
  NASIP: ({ server }) => server.ip,
  NASPORT: ({ server }) => String(server.port),
  NASSECRET: ({ server }) => secretOf(server),
  STATE: ({ member }) => stateOf(member),
  USERSWITCHIP: ({ member }) => member.switch_ip ?? '',
  USERSWITCHPORT: ({ member }) => member.switch_port ?? '',
  USERSWITCHMAC: ({ member }) => member.switch_mac ?? '',
};

/** The text with its macros filled in; undefined when one is unknown: half a value is worse than none. */
export function fillMacros(text: string, subject: MacroSubject): string | undefined {
  let isWhole = true;
  const filled = text.replaceAll(/\{([A-Z0-9]+)\}/g, (found, name: string) => {
    const macro = Object.hasOwn(macros, name) ? macros[name] : undefined;
    isWhole &&= macro !== undefined;
    return macro?.(subject) ?? found;
  });
  return isWhole ? filled : undefined;
}

/** The shared secret: the server's own, else the one that Ubilling derives (12 digits of the MD5 of the address as a number). */
export function secretOf({ secret, ip }: Pick<RadiusServer, 'secret' | 'ip'>): string {
  if (secret !== null && secret !== '') return secret;
  const number = ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return createHash('md5').update(String(number)).digest('hex').slice(0, 12);
}

/** Ubilling's word for it. */
function stateOf(member: Member): string {
  if (member.frozen === 1) return 'PASSIVE';
  if (member.down === 1) return 'DOWN';
  return hasAccess(member) ? 'ON-LINE' : 'OFF-LINE';
}

/** A subscriber's own speed goes before his tariff's. */
function speedsOf({ speed_kbit, speed_down_kbit, speed_up_kbit }: Member): {
  readonly down: number;
  readonly up: number;
} {
  return { down: speed_kbit ?? speed_down_kbit ?? 0, up: speed_kbit ?? speed_up_kbit ?? 0 };
}

function netmask(bits: number): string {
  return [24, 16, 8, 0].map(shift => ((bits === 0 ? 0 : (-1 << (32 - bits)) >>> 0) >>> shift) & 255).join('.');
}
