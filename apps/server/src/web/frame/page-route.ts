/** What a route's configuration says of a page. */
export interface PageRoute {
  readonly isPage?: boolean;
  /** Whether a form may be posted to it. */
  readonly takesForms?: boolean;
  /** Whether that form may hold files. */
  readonly takesUploads?: boolean;
}

/** The configuration of a route that may be a page's; empty for any other. */
export const pageRouteOf = (config: unknown): PageRoute => (config ?? {}) as PageRoute;
