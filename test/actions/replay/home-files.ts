/** Files that the original had when it was recorded. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fee = (day: string, login: string, before: string, after: string): string =>
  `${day} 00:00:01 -- Admin '@stargazer', 127.0.0.1. User '${login}': 'cash' parameter changed from '${before}' to '${after}'. fee charge\n`;

const files: Readonly<Record<string, string>> = {
  'stg.log': [
    fee('2025-01-01', 'carol', '10', '9.9'),
    `2026-11-01 00:00:00 -- Stargazer started\n`,
    fee('2026-11-01', 'alice', '500.5', '250.5'),
    fee('2026-11-21', 'bob', '-30', '-280'),
  ].join(''),
  'dhcp/global.template': `option domain-name "ourisp"; 
option domain-name-servers 8.8.8.8; 
default-lease-time 3600; 
max-lease-time 43200; 
authoritative; 
ddns-update-style none; 
log-facility local7; 
one-lease-per-client true; 
deny duplicates;  


shared-network ourisp {

{SUBNETS}
}
`,
  'dhcp/subnets.template': `subnet {NETWORK} netmask {MASK} { 
default-lease-time 3600; 
option domain-name "ourisp"; 
option subnet-mask {MASK}; 
option routers {ROUTERS}; 
include "{HOSTS}"; 
} 


`,
};

/** Puts them into a home. */
export function writeHomeFiles(home: string): void {
  mkdirSync(join(home, 'dhcp'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
}
