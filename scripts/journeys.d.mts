export interface Journey {
  name: string;
  files: string[];
  text: string;
}

export function journeysIn(document: string): Journey[];
export function replay(journey: Journey): string;
export function recorded(document: string): string;
