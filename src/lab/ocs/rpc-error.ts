/** An error that the OCS answers with: its text is the whole of it. */
export class RpcError extends Error {}

export const notFound = (): RpcError => new RpcError('NOT_FOUND');
export const serverError = (inner: string): RpcError => new RpcError(`SERVER_ERROR: ${inner}`);
export const partiallyExecuted = (): RpcError => new RpcError('PARTIALLY_EXECUTED');
