export declare const howToGetAwsCli: string;
export declare function findAwsCli(): string | undefined;
export declare function prepareAwsCli(): boolean;
