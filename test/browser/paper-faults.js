// Runs in the browser, on a page that is laid out for print: what is wrong with it as a paper, in words.
(() => {
  const styled = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => [element, getComputedStyle(element)]);
  const named = (element) => `${element.tagName} “${element.textContent.trim().slice(0, 40)}”`;
  const rules = [
    { of: 'td, tbody th', holds: ({ display }) => display === 'table-cell', fault: 'is no cell of a table' },
    {
      of: 'thead',
      holds: ({ display }, head) => display === 'table-header-group' && head.clientHeight > 5,
      fault: 'heads no page',
    },
    {
      of: 'h1, h2, h3',
      holds: ({ breakAfter }) => breakAfter === 'avoid',
      fault: 'may stand alone at the end of a page',
    },
    { of: 'tr', holds: ({ breakInside }) => breakInside === 'avoid', fault: 'may be torn' },
    {
      of: 'button, input, select, textarea, nav a, .council-screen',
      holds: () => false,
      fault: "can't be pressed on paper",
    },
    { of: 'footer', holds: ({ breakBefore }) => breakBefore === 'avoid', fault: 'may stand alone on a page' },
  ];
  return rules.flatMap(({ of, holds, fault }) =>
    styled(of)
      .filter(([element, style]) => !holds(style, element))
      .map(([element]) => `${named(element)} ${fault}`),
  );
})();
