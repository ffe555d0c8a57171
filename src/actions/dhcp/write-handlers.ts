import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ActionContext } from '../action.ts';
import { exportFile } from '../export-file.ts';
import { globalTemplate, subnetTemplate } from './default-templates.ts';
import { filled, subnetMacros } from './fill-template.ts';
import { handlerFile } from './handler-files.ts';
import { hostsOf, type Network } from './network-hosts.ts';
import { kindOf } from './network-kinds.ts';

/** Where the DHCP server finds the files, unless the option MULTINET_PATH says otherwise. */
const SERVER_FOLDER = '/usr/local/etc/multinet';

/** Writes a file for each network, and `dhcpd.conf`, which includes those of DHCP. */
export async function writeHandlers(context: ActionContext): Promise<void> {
  const networks = await context.db.selectFrom('network').selectAll().orderBy('network_id').execute();
  const subnets: string[] = [];
  for (const network of networks) subnets.push(await writeNetwork(context, network));
  if (context.options.isOff('DHCP_ENABLED')) return;
  const template = readTemplate(context, 'global.template') ?? globalTemplate;
  exportFile(context, handlerFile('dhcpd.conf'), filled(template, new Map([['SUBNETS', subnets.join('')]])));
}

/** Writes its file; gives its part of `dhcpd.conf`. */
async function writeNetwork(context: ActionContext, network: Network): Promise<string> {
  const kind = kindOf(context.options, network);
  if (kind === undefined || !network.config_name) return '';
  const hosts = await hostsOf(context.db, network.network_id);
  exportFile(context, handlerFile(network.config_name), kind.text(hosts, context.options), kind.mode);
  context.count('files');
  return kind.isDhcp ? subnetOf(context, network, network.config_name, kind.denied(hosts)) : '';
}

/** By its own template, the operator's, or the shipped one. */
function subnetOf(context: ActionContext, network: Network, file: string, denied: string): string {
  const template = network.dhcp_template || (readTemplate(context, 'subnets.template') ?? subnetTemplate);
  const path = join(context.options.text('MULTINET_PATH') ?? SERVER_FOLDER, basename(file));
  return filled(template, subnetMacros(network, path, denied));
}

function readTemplate({ config }: ActionContext, name: string): string | undefined {
  const path = join(config.home, 'dhcp', name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
