import { OmnicrmError } from '../../errors.ts';
import { connectSsh } from './connect-ssh.ts';
import { connectTelnet } from './connect-telnet.ts';
import type { DeviceFault, DeviceLine } from './device-line.ts';
import { type DeviceProfile, readDeviceProfile } from './device-profile.ts';
import { type DeviceSecrets, readConfig } from './read-config.ts';

/** A device, and how to come in. */
export interface AskedDevice extends DeviceSecrets {
  readonly home: string;
  /** Name of its profile. */
  readonly profile: string;
  readonly transport: 'ssh' | 'telnet';
  readonly ip: string;
  readonly port: number;
  /** The SHA-256 of the SSH key it has to show; undefined believes any. */
  readonly hostKey: string | undefined;
  /** All that it takes, at most. */
  readonly seconds: number;
}

export interface DeviceReply {
  readonly config: string;
  /** The key it showed, by SSH. */
  readonly hostKey: string | undefined;
}

/** Gives a device's configuration. Throws E_CONFIG for its profile, E_BACKEND_DOWN when it does not do what it should in its time. */
export async function askDevice(device: AskedDevice, ending: AbortSignal): Promise<DeviceReply> {
  const profile = await readDeviceProfile(device.home, device.profile);
  const limit = AbortSignal.timeout(device.seconds * 1000);
  const fault: DeviceFault = (what, cause) => {
    const why = cause instanceof Error ? `${what}: ${cause.message}` : what;
    return new OmnicrmError('E_BACKEND_DOWN', limit.aborted ? `took longer than ${device.seconds} s` : why, { cause });
  };
  return talkTo(device, profile, fault, AbortSignal.any([ending, limit]));
}

async function talkTo(
  device: AskedDevice,
  profile: DeviceProfile,
  fault: DeviceFault,
  signal: AbortSignal,
): Promise<DeviceReply> {
  const line = await connect(device, profile, fault, signal);
  try {
    return { config: await readConfig(line, profile, device, fault), hostKey: line.hostKey };
  } catch (error) {
    throw error instanceof OmnicrmError ? error : fault('broke off', error);
  } finally {
    line.close();
  }
}

function connect(
  device: AskedDevice,
  { loginSuffix, oldSsh }: DeviceProfile,
  fault: DeviceFault,
  signal: AbortSignal,
): Promise<DeviceLine> {
  if (device.transport === 'telnet') return connectTelnet(device, fault, signal);
  const { login, password, hostKey } = device;
  return connectSsh(device, { username: login + loginSuffix, password, oldSsh, hostKey }, fault, signal);
}
