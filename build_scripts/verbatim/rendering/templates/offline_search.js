// Stands in for Pagefind in the offline copy: the claims with all of some words. A word is found by its beginning; the
// earlier it is in a claim's passages, the better, since the claim and its finding come first.
window.verbatimIndex.engine = {
  search: async (query) => ({
    results: window.verbatimIndex.pages.map((page, claim) => {
      const words = (page.split ??= page.content.split(" "));
      const places = query.split(" ").map((word) => words.flatMap((each, at) => (each.startsWith(word) ? at : [])));
      const first = Math.max(...places.map(([at]) => at ?? Infinity));
      return { id: `${window.verbatimIndex.stamp}-${claim}`, score: 1 / (20 + first), words: places.flat() };
    }).filter(({ score }) => score),
  }),
};
