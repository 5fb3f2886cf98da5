"""What template functions give, by the examples of Azure's documentation and of the Bicep compiler's own tests."""

from __future__ import annotations

import pytest
from evaluated_templates import bicep, data_of, expression

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Unknown, plain

KNOWN = [
    # texts
    ("concat('prefix', '-', 5)", "prefix-5"),
    ("concat(createArray('1-1'), createArray('2-1', '2-2'))", ["1-1", "2-1", "2-2"]),
    ("format('Hello, {0}. Formatted number: {1:N0}', 'User', 8175133)", "Hello, User. Formatted number: 8,175,133"),
    ("format('{0:D3}-{1:000}-{2:X4}', 7, 42, 255)", "007-042-00FF"),
    ("format('{0,5}|{0,-5}|', 'ab')", "   ab|ab   |"),
    ("format('{{{0}}}', true())", "{True}"),
    ("format('>{0}<>{1}<', createObject('a', 'b', '!c', 2), createArray(true(), 2893, 'abc'))",
     ">{'a':'b','!c':2}<>[true,2893,'abc']<"),
    ("toUpper('One')", "ONE"),
    ("toLower('One')", "one"),
    ("trim('    one two three   ')", "one two three"),
    ("substring('one two three', 4, 3)", "two"),
    ("substring('abc', 1)", "bc"),
    ("replace('123-123-1234', '-', '')", "1231231234"),
    ("startsWith('abcdef', 'AB')", True),
    ("endsWith('abcdef', 'EF')", True),
    ("endsWith('abcdef', 'e')", False),
    ("indexOf('test', 't')", 0),
    ("lastIndexOf('test', 't')", 3),
    ("indexOf('abcdef', 'CD')", 2),
    ("indexOf('abcdef', 'z')", -1),
    ("indexOf(createArray('FOO', 'BAR'), 'bar')", -1),
    ("indexOf(createArray('FOO', 'BAR'), 'BAR')", 1),
    ("padLeft('123', 10, '0')", "0000000123"),
    ("split('one,two,three', ',')", ["one", "two", "three"]),
    ("split('one;two,three', createArray(',', ';'))", ["one", "two", "three"]),
    ("first('One Two Three')", "O"),
    ("last('One Two Three')", "e"),
    ("take('abc', 2)", "ab"),
    ("take('abc', 5)", "abc"),
    ("skip('one two three', 4)", "two three"),
    ("join(createArray('I', 'love', 'Bicep'), ' ')", "I love Bicep"),
    ("join(createArray(), ',')", ""),
    ("length('One Two Three')", 13),
    ("empty('')", True),
    ("string(createObject('valueA', 10, 'valueB', 'Example Text'))", '{"valueA":10,"valueB":"Example Text"}'),
    ("string(false())", "False"),
    ("string(5)", "5"),
    ("base64('one, two, three')", "b25lLCB0d28sIHRocmVl"),
    ("base64ToString('b25lLCB0d28sIHRocmVl')", "one, two, three"),
    ("base64ToJson('eyJvbmUiOiAiYSIsICJ0d28iOiAiYiJ9')", {"one": "a", "two": "b"}),
    ("dataUri('Hello')", "data:text/plain;charset=utf8;base64,SGVsbG8="),
    ("dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", "Hello, World!"),
    ("uri('http://contoso.org/firstpath', 'myscript.sh')", "http://contoso.org/myscript.sh"),
    ("uri('http://contoso.org/firstpath/', 'myscript.sh')", "http://contoso.org/firstpath/myscript.sh"),
    ("uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
     "http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json"),
    ("uriComponentToString('http%3A%2F%2Fcontoso.com%2Fresources')", "http://contoso.com/resources"),
    ("uniqueString('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg')", "js26ofeqkqeve"),
    ("uniqueString('/subscriptions/11068ed9-6c31-4a47-8183-4eca6d84bb32/resourceGroups/myRg')", "pwt7yebfrftwu"),
    ("json('{\"a\": [1, null]}').a", [1, None]),
    ("json('null')", None),
    ("json('{/* why */ \"a\": 1}')", {"a": 1}),
    # numbers
    ("add(5, 3)", 8),
    ("sub(7, 3)", 4),
    ("mul(5, 3)", 15),
    ("div(8, 3)", 2),
    ("div(-7, 2)", -3),
    ("mod(7, 3)", 1),
    ("mod(-7, 3)", -1),
    ("int('4')", 4),
    ("min(createArray(0, 3, 2, 5, 4))", 0),
    ("max(0, 3, 2, 5, 4)", 5),
    # conditions
    ("equals('a', 'A')", False),
    ("equals(1, '1')", False),
    ("equals(createObject('a', 1), createObject('a', 1))", True),
    ("not(equals(1, 2))", True),
    ("and(true(), true(), false())", False),
    ("or(false(), true())", True),
    ("if(false(), 1, 2)", 2),
    ("bool('true')", True),
    ("bool(0)", False),
    ("coalesce(null(), null(), 'string')", "string"),
    ("coalesce(null(), null())", None),
    ("less(1, 2)", True),
    ("greaterOrEquals(2, 2)", True),
    ("less('abc', 'def')", True),
    # arrays
    ("array('a')", ["a"]),
    ("array(createArray('a'))", ["a"]),
    ("contains(createArray('one', 'two'), 'two')", True),
    ("contains(createArray('one', 'two'), 'TWO')", False),
    ("contains(createObject('one', 'a'), 'ONE')", True),
    ("contains('OneTwoThree', 'e')", True),
    ("contains('OneTwoThree', 'E')", False),
    ("empty(createArray())", True),
    ("empty(null())", True),
    ("first(createArray('one', 'two'))", "one"),
    ("last(createArray('one', 'two'))", "two"),
    ("first(createArray())", None),
    ("length(createObject('a', 1, 'b', 2))", 2),
    ("range(5, 3)", [5, 6, 7]),
    ("skip(createArray('one', 'two', 'three'), 2)", ["three"]),
    ("take(createArray('one', 'two', 'three'), 2)", ["one", "two"]),
    ("flatten(createArray(createArray(0, 1), createArray(2), createArray()))", [0, 1, 2]),
    ("union(createArray('one', 'two', 'three'), createArray('three', 'four'))", ["one", "two", "three", "four"]),
    ("union(createObject('one', 'a', 'three', 'c1'), createObject('three', 'c2', 'four', 'd'))",
     {"one": "a", "three": "c2", "four": "d"}),
    ("union(createObject('p', createObject('one', 1, 'three', 2)), createObject('p', createObject('three', 3)))",
     {"p": {"one": 1, "three": 3}}),
    ("intersection(createArray('one', 'two', 'three'), createArray('two', 'three', 'four'))", ["two", "three"]),
    ("intersection(createObject('one', 'a', 'three', 'c'), createObject('one', 'z', 'three', 'c'))", {"three": "c"}),
    ("indexFromEnd(createArray(1, 2, 3), 1)", 3),
    ("tryIndexFromEnd(createArray(1), 2)", None),
    # objects
    ("createObject('intProp', 1, 'nullProp', null())", {"intProp": 1, "nullProp": None}),
    ("objectKeys(createObject('b', 1, 'a', 2))", ["a", "b"]),
    ("map(items(createObject('ghi', 1, 'ABC', 2, 'abc', 3, '1', 4)), lambda('i', lambdaVariables('i').key))",
     ["1", "abc", "ABC", "ghi"]),
    ("shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2))))",
     {"a": {"y": 2}}),
    ("tryGet(createObject('a', createArray(createObject('b', 5))), 'a', 0, 'b')", 5),
    ("tryGet(createObject('a', 1), 'b', 'c')", None),
    ("tryGet(createArray(1, 2, 3), createObject('value', 1, 'fromEnd', true()))", 3),
    # networks
    ("cidrSubnet('10.144.0.0/20', 24, 0)", "10.144.0.0/24"),
    ("cidrSubnet('10.144.0.0/20', 24, 4)", "10.144.4.0/24"),
    ("cidrHost('10.144.3.0/24', 0)", "10.144.3.1"),
    ("cidrHost('10.144.3.0/24', 4)", "10.144.3.5"),
    ("parseCidr('10.144.0.0/20')",
     {"network": "10.144.0.0", "netmask": "255.255.240.0", "broadcast": "10.144.15.255", "firstUsable": "10.144.0.1",
      "lastUsable": "10.144.15.254", "cidr": 20}),
    # dates
    ("dateTimeFromEpoch(1683040573)", "2023-05-02T15:16:13Z"),
    ("dateTimeToEpoch('2023-05-02T15:16:13Z')", 1683040573),
    ("dateTimeAdd('2020-04-07T14:53:14Z', 'P3Y', 'yyyy-MM-dd')", "2023-04-07"),
    ("dateTimeAdd('2020-04-07T14:53:14Z', '-P9DT1H', 'yyyyMMddHHmmss')", "20200329135314"),
]  # fmt: skip


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
