/** What the local website of the story serves, by path. */
export const articles: Readonly<Record<string, string>> = {
  '/harbour': [
    'The harbour of Hollowmere froze over in January. Forty ships lay in the ice until the end of March.',
    'The port of Hollowmere lost two million crowns. Its dredgers were damaged as well.',
    'Fish prices in Hollowmere doubled in February. The town council paid for coal.',
  ].join(' '),
  '/bridge': [
    'The bridge at Tarnholt was closed in April for repairs. Lorries go by way of Hollowmere since then.',
    'The repairs cost nine million crowns. The bridge was built in 1931.',
  ].join(' '),
  '/ferry': [
    'The ferry between Hollowmere and Tarnholt sails again. It carries sixty cars and four hundred passengers.',
    'Forty ships lay in the ice at Hollowmere until the end of March, and the ferry was one of them.',
  ].join(' '),
  '/lighthouse': [
    'The lighthouse of Hollowmere was lit again in May. Its lamp had been dark since the harbour froze over in January.',
    'The keeper counts twelve thousand steps a week.',
  ].join(' '),
  '/council': [
    'The town council of Hollowmere voted for a second dredger. It costs three million crowns.',
    'The harbour of Hollowmere froze over in January, and its dredgers were damaged.',
  ].join(' '),
}
