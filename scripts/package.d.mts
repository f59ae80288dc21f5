export function pack(folder: string): { tarball: string; files: string[] };
export function emptyProject(): string;
export function usePackage(folder: string): { command: string; library: string };
