import { regionOfPath } from '../cli/fleet-inputs.js';

/**
 * @param told what a flag or the decisions say
 * @param found the region in the definition's own address
 * @returns the region of an API: as told, by the folder of its bundle, by its definition
 */
export function regionOf(input: string, told: string | undefined, found: string | undefined): string | undefined {
  return told ?? regionOfPath(input) ?? found;
}

/** @returns the region that the user of this machine works in */
export function usualRegion(): string | undefined {
  return process.env['AWS_REGION'] || undefined;
}
