import type { Refusal } from '../operation.js';

/** Thrown where a call is refused; `restOperation` makes the answer of it. */
export class RefusedCall extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

function refused(code: string, status: number, message: string): RefusedCall {
  return new RefusedCall({ kind: 'refused', code, status, message });
}

/** @returns a refusal with 400, to be thrown, as the two below */
export function badRequest(message: string): RefusedCall {
  return refused('BadRequestException', 400, message);
}

/** 404. */
export function notFound(message: string): RefusedCall {
  return refused('NotFoundException', 404, message);
}

/** 409. */
export function conflict(message: string): RefusedCall {
  return refused('ConflictException', 409, message);
}

/** What the service model itself forbids, in the words of its validation (recorded). */
export function invalid(value: string | null, place: string, constraint: string): RefusedCall {
  const shown = value === null ? 'Value null' : `Value '${value}'`;
  const message = `1 validation error detected: ${shown} at '${place}' failed to satisfy constraint: ${constraint}`;
  return refused('ValidationException', 400, message);
}
