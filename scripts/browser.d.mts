export declare const howToGetBrowser: string;
export declare function findBrowser(): string | undefined;
export declare function prepareBrowser(): boolean;
