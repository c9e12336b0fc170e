import { ownAddress, type OwnAddress } from '../settings/own-address.ts';

/** Where a login token is to be opened: at the public address, else on this machine. */
export function loginLink(address: OwnAddress, token: string): string {
  return `${ownAddress(address)}/console/login?token=${token}`;
}

/**
 * The link for a letter box: programs that look through mail open every link in it, so this one only leads to a button. What stands
 * behind # never leaves the browser.
 */
export function postedLink(address: OwnAddress, token: string): string {
  return `${ownAddress(address)}/console#enter=${token}`;
}
