"""What template functions give, by the examples of Azure's documentation and of the Bicep compiler's own tests."""

from __future__ import annotations

import pytest
from documented_answers import KNOWN
from evaluated_templates import bicep, data_of, expression

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Unknown, plain


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_functions_give_what_azure_gives(text, expected):
    assert data_of(text) == expected


def test_names_of_functions_are_read_without_case():
    assert data_of("CONCAT('a', TOLOWER('B'))") == "ab"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("map(['Evie', 'Casper'], (dog, i) => '${i % 2 == 0 ? 'Hi' : 'Ahoy'} ${dog}!')", ["Hi Evie!", "Ahoy Casper!"]),
        ("filter(['a', 'b', 'c', 'd'], (item, i) => i % 2 == 0)", ["a", "c"]),
        ("map(filter([0, 1, 2, 3], i => contains(filter([0, 1, 2], j => 0 == j % 2), i)), x => x * 10)", [0, 20]),
        ("sort([8, 3, 10, -13, 5], (x, y) => x < y)", [-13, 3, 5, 8, 10]),
        ("sort(['ghi', 'abc', 'def'], (x, y) => x > y)", ["ghi", "def", "abc"]),
        ("reduce(range(1, 5), 1, (cur, next) => cur * next)", 120),
        ("reduce(['abc', 'def', 'ghi'], '', (cur, next, i) => i % 2 == 0 ? concat(cur, next) : cur)", "abcghi"),
        ("reduce([{ foo: 1 }, { bar: 2 }], {}, (cur, next) => union(cur, next))", {"foo": 1, "bar": 2}),
        ("toObject([123, 456, 789], i => '${i / 100}')", {"1": 123, "4": 456, "7": 789}),
        ("toObject([1, 3], i => '${i}', i => i > 2)", {"1": False, "3": True}),
        ("mapValues({ a: 123, b: 456 }, val => val * 2)", {"a": 246, "b": 912}),
        ("groupBy([{ t: 'a', v: 1 }, { t: 'b', v: 2 }, { t: 'a', v: 3 }], x => x.t, x => x.v).a", [1, 3]),
        ("groupBy([{ t: 'a' }], x => x.t)", {"a": [{"t": "a"}]}),
        ("[for (x, i) in ['a', 'b', 'c']: '${x}${i}']", ["a0", "b1", "c2"]),
        ("{ ...{ a: 1, b: 2 }, b: 3 }", {"a": 1, "b": 3}),
        ("[1, ...[2, 3], 4]", [1, 2, 3, 4]),
        ("[1, 2, 3][^1]", 3),
        ("{ a: { b: null } }.a.?b.c.d", None),
        ("{}.?a ?? 'none'", "none"),
    ],
)  # fmt: skip
def test_what_bicep_writes_with_lambdas_loops_and_spreads_is_evaluated(text, expected):
    deployment = bicep(f"var it = {text}\nresource r 'A.B/c@1' = {{\n  name: 'n'\n  properties: {{ it: it }}\n}}\n")
    assert [one.summary for one in deployment.diagnostics] == []
    assert plain(deployment.resources[0].read("properties", "it")) == expected


USER_FUNCTIONS = """\
func joinWithSpace(values string[]) string => join(values, ' ')
func greet(names string[]) string => 'Hi, ${joinWithSpace(names)}!'
func replaceMultiple(value string, input object) string => reduce(
  map(items(input), i => { key: i.key, value: i.value, replaced: '' }),
  { replaced: value },
  (cur, next) => { replaced: replace(cur.replaced, next.key, next.value)}).replaced
resource r 'A.B/c@1' = {
  name: greet(['Anthony', 'Martin'])
  properties: {
    it: replaceMultiple('Hi, $firstName $lastName!', { '$firstName': 'Anthony', '$lastName': 'Martin' })
  }
}
"""


def test_user_functions_are_evaluated():
    [resource] = bicep(USER_FUNCTIONS).resources
    assert resource.name == "Hi, Anthony Martin!"
    assert plain(resource.read("properties", "it")) == "Hi, Anthony Martin!"


def test_a_user_function_that_calls_itself_is_a_cycle():
    deployment = bicep("func f(n int) int => f(n)\nresource r 'A.B/c@1' = {\n  name: 'n'\n  tags: { it: f(1) }\n}\n")
    value = deployment.resources[0].read("tags", "it")
    assert isinstance(value, Unknown)
    assert value.because is Because.CYCLE
    assert "cycle" in [one.code for one in deployment.diagnostics]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("toLower()", "toLower: 1 argument, not 0"),
        ("toLower('a', 'b')", "toLower: 1 argument, not 2"),
        ("toLower(5)", "toLower: argument 1 is a number, not a text"),
        ("add('a', 1)", "add: argument 1 is a text, not an integer"),
        ("div(1, 0)", "div: division by zero"),
        ("substring('abc', 2, 5)", "substring: the part does not lie in the text"),
        ("format('{1}', 'a')", "format: there is no argument {1}"),
        ("format('{0', 'a')", "format: the format has a brace without its partner"),
        ("json('{')", "json: the text is no JSON"),
        ("if('maybe', 1, 2)", "if: a condition is true or false"),
        ("concat('a', createArray('b'))", "concat: arrays and texts cannot be put together"),
        ("resourceId('Microsoft.Network/virtualNetworks', 'a', 'b')",
         "resourceId: Microsoft.Network/virtualNetworks takes 1 name, not 2"),
        ("resourceId('a', 'b')",
         "resourceId: no argument is a resource type such as 'Microsoft.Network/virtualNetworks'"),
        ("cidrSubnet('10.0.0.0/24', 16, 0)", "cidrSubnet: /16 does not fit into 10.0.0.0/24"),
        ("createArray(1)[3]", "the array has 1 elements"),
        ("createObject('a', 1).b", "there is no property 'b'"),
        ("parameters('nobody')", "there is no parameter 'nobody'"),
        ("variables('nobody')", "there is no variable 'nobody'"),
        ("contoso.make('x')", "there is no function 'contoso.make'"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_where_it_stands_and_an_unknown(text, summary):
    value, deployment = expression(text)
    assert isinstance(value, Unknown)
    assert value.because is Because.ERROR
    [diagnostic] = deployment.diagnostics
    level = Level.ERROR if diagnostic.code == "undeclared-name" else Level.WARNING
    assert (diagnostic.level, diagnostic.summary) == (level, summary)
    assert diagnostic.span is not None
    assert diagnostic.span.text in text


def test_a_function_that_is_not_modelled_is_unknown_by_its_name():
    value, deployment = expression("toMorse('sos')")
    assert isinstance(value, Unknown)
    assert [(one.because, one.name) for one in value.missing] == [(Because.UNMODELLED, "toMorse()")]
    assert deployment.diagnostics == []


def test_a_guid_depends_on_its_arguments_in_their_order():
    assert data_of("guid('a', 'b')") == data_of("guid('a-b')")
    assert data_of("guid('a', 'b')") != data_of("guid('b', 'a')")


def test_a_range_of_an_address_without_its_length_is_not_modelled():
    value, deployment = expression("cidrSubnet('10.0.0.0', 24, 1)")
    assert isinstance(value, Unknown)
    assert value.because is Because.UNMODELLED
    assert deployment.diagnostics == []


def test_a_safe_access_by_null_is_not_modelled_and_no_mistake():
    value, deployment = expression("tryGet(createObject('a', 1), null())")
    assert isinstance(value, Unknown)
    assert deployment.diagnostics == []


def test_an_object_is_looked_up_by_a_resource_id_as_by_its_text():
    value, deployment = expression("tryGet(createObject('a', 1), subscriptionResourceId('A.B/c', 'd'))")
    assert isinstance(value, Unknown)
    assert value.because is Because.DEPLOYMENT_CONTEXT
    assert deployment.diagnostics == []


def test_an_id_of_a_type_that_ends_in_a_slash_is_not_modelled_and_no_mistake():
    value, deployment = expression("resourceId('Microsoft.Network/virtualNetworks/', 'hub')")
    assert isinstance(value, Unknown)
    assert value.because is Because.UNMODELLED
    assert deployment.diagnostics == []
