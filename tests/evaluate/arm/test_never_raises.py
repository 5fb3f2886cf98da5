from __future__ import annotations

from evaluated_templates import arm
from hypothesis import given, settings
from hypothesis import strategies as st

from fastpath_checks.evaluate.arm.functions.calling import TABLE

ATOMS = [
    "'text'", "''", "'a/b'", "'10.0.0.0/16'", "'{0}'", "5", "-1", "0", "99999999999", "null()", "true()",
    "createArray()", "createArray(1, 'a')", "createObject()", "createObject('a', null())", "parameters('x')",
    "parameters('either')", "variables('loop')", "resourceId('A.B/c', 'n')", "resourceGroup()", "reference('n')",
    "lambda('i', lambdaVariables('i'))", "lambda('i', 'j', true())", "subscription().id", "'Microsoft.Network/x'",
]  # fmt: skip
NAMES = sorted(function.name for function in TABLE.values())
EXPRESSIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds(
            lambda name, arguments: f"{name}({', '.join(arguments)})",
            st.sampled_from(NAMES),
            st.lists(inner, max_size=4),
        ),
        st.builds(lambda source: f"{source}.a" if source.endswith(")") else source, inner),
        st.builds(lambda source, key: f"{source}[{key}]" if source.endswith(")") else source, inner, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(text=EXPRESSIONS, name=EXPRESSIONS, condition=EXPRESSIONS)
def test_whatever_is_called_with_whatever_ends_in_values_and_remarks(text, name, condition):
    template = {
        "parameters": {"x": {"type": "object"}, "either": {"type": "string", "allowedValues": ["a", "b"]}},
        "variables": {"loop": "[variables('loop')]"},
        "resources": [
            {
                "type": "A.B/c",
                "name": f"[{name}]",
                "condition": f"[{condition}]",
                "copy": {"name": "c", "count": f"[{text}]"},
                "properties": f"[{text}]",
            },
            {"type": "A.B/c", "name": "n", "properties": {"it": f"[{text}]", f"[{name}]": 1}, "scope": f"[{name}]"},
            {
                "type": "Microsoft.Resources/deployments",
                "name": f"[{name}]",
                "resourceGroup": f"[{text}]",
                "properties": {"template": {"resources": [{"type": "A.B/d", "name": f"[{text}]"}]}},
            },
        ],
    }
    deployment = arm(template)
    assert deployment.resources
    for resource in deployment.resources:
        assert len(resource.names) == 1
        resource.read("properties", "it")
