/* The order of the search's results: first what bears all the words that were typed as its name. The rest is Sphinx's own. */
var Scorer = {
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
  score: ([, name, , , score]) => {
    const words = (new URLSearchParams(window.location.search).get("q") || "").trim().toLowerCase();
    return words.includes(" ") && name.toLowerCase().includes(words) ? score + 20 : score;
  },
};
