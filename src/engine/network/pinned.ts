import type { buildConnector } from 'undici';

/** A connector that takes a connection only when its certificate has this SHA-256 fingerprint, whoever signed it. */
export function pinned(connect: buildConnector.connector, fingerprint: string): buildConnector.connector {
  const wanted = plain(fingerprint);
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const found = 'getPeerCertificate' in socket ? plain(socket.getPeerCertificate().fingerprint256 ?? '') : 'none';
      if (found === wanted) return callback(null, socket);
      socket.destroy();
      return callback(new Error(`the certificate's fingerprint is ${found}, not the pinned ${wanted}`), null);
    });
  };
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}
