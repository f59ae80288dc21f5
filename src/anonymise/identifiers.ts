import { poolOf } from './arns.js';
import type { StandIns } from './stand-ins.js';

const hexadecimal = '0123456789abcdef';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @returns the text with stand-ins for ids that are known by their form: accounts, user pools, parts of a VPC, keys, UUIDs */
export function withoutIdentifiers(text: string, standIns: StandIns): string {
  return text
    .replaceAll(/\b([\da-f]{8}-)((?:[\da-f]{4}-){3}[\da-f]{12})\b/gi, (whole) =>
      standIns.isOwn(whole) ? whole : standIns.form('', whole, hexadecimal),
    )
    .replaceAll(/\b([a-z]{2}(?:-[a-z]+)+-\d_)([A-Za-z\d]{5,})\b/g, (whole, region: string, id: string) =>
      standIns.isOwn(whole) ? whole : poolOf(['', region, id], standIns),
    )
    .replaceAll(
      /\b((?:vpce-svc|vpce|vpc|subnet|sg|eni|i|vol|ami|igw|nat|rtb|acl|eipalloc|tgw|pl|fs|vpclink)-)([\da-f]{8,17})\b/g,
      (whole, prefix: string, id: string) => (standIns.isOwn(whole) ? whole : standIns.form(prefix, id, hexadecimal)),
    )
    .replaceAll(/\b(AKIA|ASIA|AROA|AIDA|ANPA|AGPA)([A-Z\d]{12,17})\b/g, (whole, prefix: string, id: string) =>
      standIns.isOwn(whole) ? whole : standIns.form(prefix, id, upper),
    )
    .replaceAll(/(?<=\bo-)[a-z\d]{10,32}\b/g, (id) => standIns.id(id))
    .replaceAll(/(?<![\dA-Za-z.])\d{12}(?![\dA-Za-z]|\.\d)/g, (account) => standIns.account(account));
}

/** @returns the text with stand-ins for e-mail and IP addresses; what every machine calls itself stays */
export function withoutAddresses(text: string, standIns: StandIns): string {
  return text
    .replaceAll(/[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+/gi, (address) =>
      /@example\.(?:com|org|net)$/i.test(address) ? address : standIns.email(address),
    )
    .replaceAll(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g, (address) =>
      isHidden4(address) && !standIns.isOwn(address) ? standIns.ipv4(address) : address,
    )
    .replaceAll(/(?<![\w:.])(?:[\da-f]{1,4}:){2,7}(?:(?::[\da-f]{1,4}){1,6}|[\da-f]{1,4}|:)(?![\w:.])/gi, (address) =>
      isIpv6(address) && !standIns.isOwn(address) ? standIns.ipv6(address) : address,
    );
}

function isHidden4(address: string): boolean {
  if (address.split('.').some((part) => Number(part) > 255)) return false;
  return !/^(?:0\.0\.0\.0|127\.|255\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/.test(address);
}

function isIpv6(address: string): boolean {
  return (address.includes('::') || address.split(':').length === 8) && !/^2001:db8:/i.test(address);
}
