/** How servers let subscribers in by RADIUS (Ubilling's multigen). */
import { into, type TableImport } from '../table-import.ts';

const services = ['none', 'pod', 'coa', 'podcoa'];

export const radius: readonly TableImport[] = [
  {
    from: 'mlg_services',
    take: (row, book) => {
      const texts = (['pod', 'coaconnect', 'coadisconnect'] as const).map(name => {
        const packet = packetText(row.text(name));
        if (packet === undefined) book.note(`a ${name} command that is more than one packet: it was left out`);
        return [name, packet ?? ''] as const;
      });
      book.parts.set(`packets ${row.text('nasid')}`, Object.fromEntries(texts));
      return [];
    },
  },
  {
    from: 'mlg_nasoptions',
    take: (row, book) => {
      const packets = book.parts.get(`packets ${row.text('nasid')}`);
      const service = row.text('service') || 'none';
      return into('radius_nas', {
        nas_id: row.number('nasid'),
        user_name: row.text('usernametype'),
        service: services.includes(service) ? service : 'none',
        only_active: row.flag('onlyactive'),
        port: row.number('port') || 3799,
        secret: null,
        pod: packets?.['pod'] || null,
        coa_connect: packets?.['coaconnect'] || null,
        coa_disconnect: packets?.['coadisconnect'] || null,
      });
    },
  },
  {
    from: 'mlg_nasattributes',
    take: row =>
      into('radius_attribute', {
        nas_id: row.number('nasid'),
        scenario: row.text('scenario'),
        modifier: row.text('modifier'),
        attribute: row.text('attribute'),
        operator: row.text('operator'),
        content: row.text('content'),
      }),
  },
];

const command = /^\s*\{PRINTF\}\s+(["'])([^"'|]+)\1\s*\|\s*(?:\{SUDO\}\s+)?\{RADCLIENT\}[^|;&]*$/;

/** The attributes of `{PRINTF} "User-Name={USERNAME}" | {RADCLIENT} …`; empty for no command, undefined for any other. */
function packetText(text: string): string | undefined {
  if (text.trim() === '') return '';
  const attributes = command.exec(text)?.[2]?.split(String.raw`\n`);
  return attributes
    ?.map(attribute => attribute.trim())
    .filter(attribute => attribute !== '')
    .join(',');
}
