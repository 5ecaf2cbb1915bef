/** The token under which the threads that read are injected; null where whoever is asked answers. */
export const READING = Symbol('the threads that read');
