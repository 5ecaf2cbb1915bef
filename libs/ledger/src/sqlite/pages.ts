// Loops read page by page. A statement that a loop holds open keeps its connection from writing and from asking the same
// again, and hands out its rows one at a time, at twice the cost. The first page is small: many want only the first row.
export const FIRST_PAGE = 32;
export const nextSize = (size: number): number => Math.min(size * 2, 2_048);
