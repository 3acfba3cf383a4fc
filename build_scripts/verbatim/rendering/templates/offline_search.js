// Stands in for Pagefind in the offline copy: the claims with all of some words. A word is found by its beginning; the
// earlier it is in a claim's passages, the better, since the claim and its finding come first.
window.verbatimIndex.engine = {
  options() {},
  search: async (query) => ({
    results: window.verbatimIndex.claims.map((claim) => {
      const words = (claim.split ??= claim.content.split(" "));
      const places = query.split(" ").map((word) => words.flatMap((each, at) => (each.startsWith(word) ? at : [])));
      const first = Math.max(...places.map(([at]) => at ?? Infinity));
      const page = { url: `/claims/${claim.id}/`, content: claim.content, meta: { passages: claim.passages } };
      return { id: claim.id, score: 1 / (20 + first), words: places.flat(), data: async () => page };
    }).filter(({ score }) => score),
  }),
};
