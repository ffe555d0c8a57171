import type { OmnicrmError } from '../../errors.ts';

/** Where a device listens. */
export interface DeviceAddress {
  readonly ip: string;
  readonly port: number;
}

/** An open line to a device's command line. */
export interface DeviceLine {
  /** What the device says, in pieces; ends when it hangs up. */
  readonly said: AsyncIterator<string>;
  /** The SHA-256 of the key the device showed; undefined where there is none. */
  readonly hostKey: string | undefined;
  write(text: string): void;
  /** Hangs up when all is written. */
  close(): void;
}

/** Makes the error of a device. */
export type DeviceFault = (what: string, cause?: unknown) => OmnicrmError;
