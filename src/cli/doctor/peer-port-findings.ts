// SPDX-License-Identifier: Apache-2.0
/** The port for peers and the key that is shown there: whether it listens, with which key, and what the history says of it. */
import { connect } from 'node:tls';
import { transportKeyInUse } from '../../exchange/index.ts';
import { activeKeys, transportKeyOfCertificate } from '../../seals/index.ts';
import { type Configuration, readAuthorityFiles, systemRandom, takePeerPort } from '../../server/index.ts';
import { type Finding, good, wrong } from './surroundings.ts';

/** A server on this machine answers at once. */
const answerMsMax = 5000;

/** Nothing where the authority's files cannot be read: that is found elsewhere. */
export async function lookAtPeerPort(configuration: Configuration): Promise<Finding[]> {
  const files = await readAuthorityFiles(configuration.folder, systemRandom);
  if (!files.ok) return [];
  const { keys, keyState } = files.value;
  const key = transportKeyInUse(keys, keyState);
  if (key === null) {
    const sentence = 'No key for connections is active and held here, so no peer is reached. Add one to the key history.';
    return [{ state: 'wrong', about: 'transport key', sentence }];
  }
  const active = activeKeys(keyState, 'transport').length;
  const keyFinding =
    active === 1
      ? good('transport key', `${key.keyId} is in use`)
      : good('transport key', `${key.keyId} is in use; another waits until the history retires this one`);
  const { peerPort: port, peerHost: host } = configuration;
  const taken = await takePeerPort({ port, host }, () => key);
  if (taken.ok) {
    await taken.value.close();
    return [keyFinding, good('peer port', `${port} at ${host} is free; peers reach it as ${configuration.deliveryUrl}`)];
  }
  const shown = await keyShownAt(host, port);
  if (shown === null) return [keyFinding, wrong('peer port', taken.issues)];
  if (Buffer.from(shown).equals(key.publicKey)) return [keyFinding, good('peer port', `${port} at ${host} answers with this key`)];
  const sentence = `What answers at ${host}:${port} shows another key. Restart the server if the key history has moved on.`;
  return [keyFinding, { state: 'wrong', about: 'peer port', sentence }];
}

/** The transport key of the certificate that is shown there; null when nothing speaks TLS there. */
function keyShownAt(host: string, port: number): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, minVersion: 'TLSv1.3', rejectUnauthorized: false }, () => {
      const raw = socket.getPeerX509Certificate()?.raw;
      resolve(raw === undefined ? null : transportKeyOfCertificate(raw));
      socket.destroy();
    });
    socket.setTimeout(answerMsMax, () => socket.destroy());
    socket.once('error', () => resolve(null));
    socket.once('close', () => resolve(null));
  });
}
