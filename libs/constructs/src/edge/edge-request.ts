/** A header, or a parameter of a query; a parameter that is repeated has all of its values, too. */
export interface EdgeValue {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}

/** A request as CloudFront gives it to a function of the viewer. */
export interface ViewerRequest {
  readonly method: string;
  uri: string;
  querystring: Record<string, EdgeValue | undefined>;
  readonly headers: Record<string, EdgeValue | undefined>;
}

/** A response that a function gives instead of CloudFront. */
export interface EdgeResponse {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly headers: Record<string, EdgeValue>;
  readonly body?: string;
}
