"""The course's nouns of drawing and saying: its look, and what explorers and charts draw and say alike.

| File | Its nouns |
|---|---|
| `theme` | the look: colours with their fixed meanings, dashes, fonts |
| `drawing` | points, curves, labels, areas and outcomes, in one import |
| `parts` | about, panels, sliders, key numbers and the strip, in one import |
| `about` | what the catalogue wants to know of an explorer |
| `points` | where a setting stands: full and hollow dots, each seen where they meet; the drop line |
| `curves` | a curve that ends at the panel's limits, a model's results along one of its arguments |
| `labels` | names at curves where there is room, names in the margin that keep apart |
| `stacks` | a stacked bar: what one sum is made of, piece by piece, each with its name |
| `areas` | a band, an area of gain, loss or transfer |
| `markets` | demand and supply, with prices that move, quantities and the areas between them |
| `outcomes` | what comes of one control, with jumps and gaps, and the place where the setting stands |
| `panels` | a panel: a title and two axes |
| `saying` | prices, fractions, shares, amounts, counts, rates, with signs, adding up; who gains how much, by sign; who least |
| `key_numbers` | the key numbers under the panels, from what the model knows |
| `sliders` | a slider made of an even grid and its critical points, also those that move with another control |
| `strip` | the strip "who gains", from what the model knows, with bars that add up as printed |
| `tables` | what a chart says of the table that it draws |

Whoever draws or says something that is here takes it from here; what a second explorer needs moves here.

**One name for the other country.** In code, and in the names of controls, the other country is ``foreign``, the
field's term, and its colour is ``FOREIGN``; readers read "abroad" (of a place) or "Abroad" (of the country).
"""
