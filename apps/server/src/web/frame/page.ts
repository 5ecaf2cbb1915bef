import { applyDecorators, Get, Post, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Permission } from '@outturn/wiring';
import type { Address } from '../address.js';
import type { PageRoute } from './page-route.js';
import { Rendering } from './rendering.js';

/** A handler that shows a page: it gives back what the page is made of. */
export const Page = (address: Address): MethodDecorator =>
  applyDecorators(
    Get(address.pattern),
    RouteConfig({ address, isRemembered: address.isRemembered } satisfies PageRoute),
    UseInterceptors(Rendering),
  );

/**
 * A handler that takes what the form at a page sent. A form without the token of its session does not get here, and
 * neither does one of somebody who is allowed none of what is needed.
 */
export const Submission = (address: Address, ...needs: readonly Permission[]): MethodDecorator =>
  applyDecorators(
    Post(address.pattern),
    RouteConfig({ address, takesForms: true, takesUploads: address.takesFiles, needs } satisfies PageRoute),
    UseInterceptors(Rendering),
  );
