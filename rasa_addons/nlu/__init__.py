"""What the assistant understands, without neural networks: words, closed lists, numbers, dates, people, places.

For trainers
------------
**A new word for something we know.** Open `data/lookups/<entity>.yml` and add the word to its value:

    entity: flower
    values:
      rose:
        ru: [роза, розочка]
        en: [rose]

Write the base form ("роза", "красный"): every case and number follows from it, small typing mistakes too.
A form that is no base form ("баксов") is taken just as it stands. Several words make a phrase ("день
рождения"); write its head in the base form, the rest as it is said. The running assistant reads changed files
within seconds; nothing is trained.

**A new value** ("protea"): add it to the same file
and wherever the shop keeps its list.

**Live names of the catalogue** come from `var/lookups/catalogue.yml`, written by the shop, entity `product`.

**Numbers, dates, phones, addresses** are read by grammars (`amounts`, `dates`, `phones`, `addresses`, their words in
`numberwords`, `daywords`, `hourwords`, `addresswords`), each a
plain function from words to what was found; its tests in `tests/rasa_addons/nlu/` are the list of what is
understood. Add a failing line there first.

How the parts meet
------------------
`text.normalise` gives one spelling, `words.read_words` the words, every reader its `Found`s,
`entities` settles
overlaps and refusals ("только не лилии") and speaks with Rasa: `ShopEntityExtractor` before the classifier,
`IntentScopedEntities` after it,
for what depends on the intent (a bare number may be a quantity, an order or a
rating).
"""
