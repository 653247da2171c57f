"""TypeScript vignettes, run by a Node.js that strips the types."""

from __future__ import annotations

import html5lib
import pytest

HITS = """
const result = renderHits([
  { id: 7, title: 'a" onmouseover="alert(1)', snippet: "<script>alert(2)</script> & more" },
  { id: 8, title: "it's <b>", snippet: "x" },
]);
"""
STORE = """
const invoices = [
  { id: 1, company: 10, draft: false, cents: 100 },
  { id: 2, company: 10, draft: true, cents: 100 },
  { id: 3, company: 11, draft: false, cents: 100 },
];
const store = { findById: async (id) => invoices.find((invoice) => invoice.id === id) };
const reader = { company: 10, permissions: ["invoice:read"] };
const guest = { company: 10, permissions: [] };
const calls = [[null, 1], [guest, 1], [reader, 1], [reader, 2], [reader, 3], [reader, 4]];
const result = [];
for (const [user, id] of calls) {
  result.push((await getInvoice(user, id, store)).status);
}
"""
QUOTE = """
const wait = { A: 30, B: 10, C: 20 };
let open = 0, most = 0;
const fetchCents = async (sku) => {
  most = Math.max(most, ++open);
  await new Promise((done) => setTimeout(done, wait[sku]));
  open -= 1;
  return sku.charCodeAt(0);
};
const lines = await priceLines(["A", "B", "C"], fetchCents);
const failed = await priceLines(["A"], async () => { throw new Error("down"); })
  .then(() => "accepted", () => "rejected");
const result = { skus: lines.map((line) => line.sku), cents: lines.map((line) => line.cents),
  most, open, failed, none: await priceLines([], fetchCents) };
"""


def elements(html, name):
    return html5lib.parse(html, namespaceHTMLElements=False).findall(f".//{name}")


@pytest.mark.parametrize(
    ("item_id", "attributes"),
    [
        ("ts-hits-1", {"href", "title", "onmouseover"}),
        ("ts-hits-2", {"href", "title"}),
    ],
)
def test_a_title_with_a_quotation_mark(typescript, item_id, attributes):
    html = typescript(item_id, HITS)
    hostile, harmless = elements(html, "a")
    assert set(hostile.attrib) == attributes
    assert not elements(html, "script")
    assert hostile.text == "<script>alert(2)</script> & more"
    assert hostile.attrib["href"] == "/items/7"
    assert harmless.attrib == {"href": "/items/8", "title": "it's <b>"}


def test_a_hostile_title_is_shown_as_it_was_typed(typescript):
    hostile = elements(typescript("ts-hits-2", HITS), "a")[0]
    assert hostile.attrib["title"] == 'a" onmouseover="alert(1)'


@pytest.mark.parametrize(("item_id", "foreign"), [("ts-invoice-1", 200), ("ts-invoice-2", 404)])
def test_an_invoice_of_another_company(typescript, item_id, foreign):
    # nobody, no permission, own, own draft, another company's, unknown
    assert typescript(item_id, STORE) == [401, 403, 200, 404, foreign, 404]


@pytest.mark.parametrize(
    ("item_id", "order"), [("ts-quote-1", ["B", "C", "A"]), ("ts-quote-2", ["A", "B", "C"])]
)
def test_the_slowest_answer_comes_first_in_the_quote(typescript, item_id, order):
    result = typescript(item_id, QUOTE)
    assert result["skus"] == order
    assert result["cents"] == [ord(sku) for sku in order]
    assert (result["most"], result["open"]) == (3, 0)
    assert result["failed"] == "rejected"
    assert result["none"] == []
