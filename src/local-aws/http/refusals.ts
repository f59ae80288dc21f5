import type { Refusal } from '../operation.js';

export function notFound(message: string): Refusal {
  return { kind: 'refused', code: 'NotFoundException', status: 404, message };
}

export function conflict(message: string): Refusal {
  return { kind: 'refused', code: 'ConflictException', status: 409, message };
}
