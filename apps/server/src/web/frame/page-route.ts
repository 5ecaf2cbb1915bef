import type { NeedsPermission } from '../../access/needed-permission.js';
import type { Address } from '../address.js';

/** What a route's configuration says of a page. */
export interface PageRoute extends NeedsPermission {
  /** The address of the page; left out where the route serves none. */
  readonly address?: Address;
  /** Whether the page is remembered: it says nothing of a session, and puts nothing into one. */
  readonly isRemembered?: boolean;
  /** Whether a form may be posted to it. */
  readonly takesForms?: boolean;
  /** Whether that form may hold files. */
  readonly takesUploads?: boolean;
}

/** The configuration of a route that may be a page's; empty for any other. */
export const pageRouteOf = (config: unknown): PageRoute => (config ?? {}) as PageRoute;
