"""No template function is forgotten: each in use is modelled, or named here; each that is modelled has its answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from documented_answers import KNOWN
from evaluated_templates import arm, bicep, data_of, expression
from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Because, Unknown, plain
from fastpath_checks.evaluate.arm.from_bicep_contents import content_functions
from fastpath_checks.evaluate.arm.functions import TABLE

_NAMES = """
add and array base64 bool cidrhost cidrsubnet coalesce concat contains copyindex createarray createobject
current datetimeadd datetimefromepoch datetimetoepoch deployer deployment distinct div empty endswith
environment equals extensionresourceid extensions fail false field filter first flatten float format greater
greaterorequals groupby guid if indexfromend indexof int intersection items join json lambda lambdavariables
last lastindexof length less lessorequals like list listaccountsas listadminkeys listauthkeys listcallbackurl
listclusteradmincredential listconnectionstrings listcredentials listkeys listkeyvalue
listoutputswithsecurevalues listregistrationtokens listsecrets managementgroup managementgroupresourceid map
mapvalues max min mod mul newguid not null objectkeys or padleft parameters pickzones providers range reduce
reference references replace resourcegroup resourceid resourceinfo roledefinitions shallowmerge skip sort
split startswith string sub subscription subscriptionresourceid substring take tenant tenantresourceid tolower
toobject toupper trim true tryget tryindexfromend union uniquestring uri uricomponent utcnow variables
"""
IN_USE = frozenset(_NAMES.split())
"""The functions of 250,000 expressions in public templates, by their names in lower case; user functions left out."""

CONSTANTS = frozenset(("true", "false", "null", "lambda", "lambdavariables"))
"""Calls by which the language writes what the reader of expressions makes constants, lambdas and their variables of."""

NOT_MODELLED = {
    "current": "the policy language's, not the templates'",
    "field": "the policy language's, not the templates'",
    "extensions": "of extensions, whose resources are not Azure's",
    "roledefinitions": "of newer compilers; names of roles decide nothing here",
}

_BICEP_NAMES = """
any array bool buildUri cidrHost cidrSubnet concat contains dataUri dataUriToString dateTimeAdd dateTimeFromEpoch
dateTimeToEpoch deployer deployment distinct empty endsWith environment extensionResourceId externalInput fail filter
first flatten format getSecret groupBy guid indexOf int intersection items join json last lastIndexOf length like
loadDirectoryFileInfo loadFileAsBase64 loadJsonContent loadTextContent loadYamlContent managementGroup
managementGroupResourceId map mapValues max min nameof newGuid objectKeys padLeft parseCidr parseUri pickZones providers
range readCliArg readEnvironmentVariable reduce reference replace resourceGroup resourceId roleDefinitions shallowMerge
skip sort split startsWith string subscription subscriptionResourceId substring take tenant tenantResourceId
toLogicalZone toLogicalZones toLower toObject toPhysicalZone toPhysicalZones toUpper trim union uniqueString uri
uriComponent uriComponentToString utcNow
"""
LOWERED = {"any", "nameof", "getSecret", "externalInput", "readCliArg", "readEnvironmentVariable"}
"""Bicep's functions that the lowering itself answers, besides those that load files."""
BICEP_NOT_MODELLED = {
    "buildUri": "how it escapes is documented nowhere",
    "parseUri": "what it leaves empty is documented nowhere",
    "roleDefinitions": "names of roles decide nothing here",
}


def test_every_function_of_bicep_is_modelled_or_named_as_not_modelled():
    answered = LOWERED | set(content_functions(FilesInMemory({})))
    assert {one for one in _BICEP_NAMES.split() if one.casefold() not in TABLE} - answered == set(BICEP_NOT_MODELLED)


def test_every_function_in_use_is_modelled_or_named_as_not_modelled():
    open_names = {name for name in IN_USE - CONSTANTS if not name.startswith("list") and name not in TABLE}
    assert open_names == set(NOT_MODELLED)


@pytest.mark.parametrize("name", sorted({*NOT_MODELLED, *BICEP_NOT_MODELLED}))
def test_what_is_not_modelled_is_unknown_by_its_name(name):
    value, deployment = expression(f"{name}('a')")
    assert isinstance(value, Unknown)
    assert [(one.because, one.name) for one in value.missing] == [(Because.UNMODELLED, f"{name}()")]
    assert deployment.diagnostics == []


@pytest.mark.parametrize("name", sorted(one for one in IN_USE if one.startswith("list")))
def test_what_a_resource_alone_can_list_is_unknown_until_it_is_deployed(name):
    value, deployment = expression(f"{name}('a', '2024-05-01').it")
    assert isinstance(value, Unknown)
    assert value.because is Because.RUNTIME_ATTRIBUTE
    assert deployment.diagnostics == []


_OF_THE_DEPLOYMENT = """
copyindex deployer deployment environment managementgroup newguid pickzones providers reference references
resourcegroup resourceinfo subscription tenant tologicalzone tologicalzones tophysicalzone tophysicalzones utcnow
"""
OF_THE_DEPLOYMENT = frozenset(_OF_THE_DEPLOYMENT.split())
"""Functions that answer by what is deployed, where and when: their answers are tests of their own."""

NAMES_OF_THE_TEMPLATE = frozenset(("fail", "parameters", "variables"))


def test_every_function_has_a_documented_answer_or_answers_by_what_is_deployed():
    called = _called(" ".join(text for text, _ in KNOWN))
    assert sorted(set(TABLE) - called) == sorted(OF_THE_DEPLOYMENT | NAMES_OF_THE_TEMPLATE)


def test_every_function_that_answers_by_what_is_deployed_is_called_by_a_test():
    texts = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert sorted((OF_THE_DEPLOYMENT | NAMES_OF_THE_TEMPLATE) - _called(texts)) == []


def _called(texts: str) -> set[str]:
    return {name.casefold() for name in re.findall(r"\b(\w+)\(", texts)}


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("deployment().name", Because.DEPLOYMENT_CONTEXT),
        ("deployer().objectId", Because.DEPLOYMENT_CONTEXT),
        ("environment().name", Because.DEPLOYMENT_CONTEXT),
        ("managementGroup().name", Because.DEPLOYMENT_CONTEXT),
        ("resourceGroup().location", Because.DEPLOYMENT_CONTEXT),
        ("subscription().subscriptionId", Because.DEPLOYMENT_CONTEXT),
        ("tenant().tenantId", Because.DEPLOYMENT_CONTEXT),
        ("newGuid()", Because.IMPURE),
        ("utcNow()", Because.IMPURE),
        ("pickZones('Microsoft.Compute', 'virtualMachines', 'westeurope')", Because.RUNTIME_ATTRIBUTE),
        ("providers('Microsoft.Compute')", Because.RUNTIME_ATTRIBUTE),
        ("references('loop')", Because.RUNTIME_ATTRIBUTE),
        ("toLogicalZone('s', 'westeurope', '1')", Because.RUNTIME_ATTRIBUTE),
        ("toLogicalZones('s', 'westeurope', createArray('1'))", Because.RUNTIME_ATTRIBUTE),
        ("toPhysicalZone('s', 'westeurope', '1')", Because.RUNTIME_ATTRIBUTE),
        ("toPhysicalZones('s', 'westeurope', createArray('1'))", Because.RUNTIME_ATTRIBUTE),
        ("resourceInfo('nobody').name", Because.RUNTIME_ATTRIBUTE),
    ],
)
def test_what_only_a_deployment_knows_is_unknown_and_says_why(text, because):
    value, deployment = expression(text)
    assert isinstance(value, Unknown)
    assert value.because is because
    assert deployment.diagnostics == []


def test_ids_by_scope_keep_their_type_and_names():
    text = """\
resource r 'A.B/c@1' = {
  name: 'n'
  tags: {
    group: resourceId('Microsoft.Network/virtualNetworks', 'hub')
    subscription: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'role')
    tenant: tenantResourceId('Microsoft.Authorization/policyDefinitions', 'policy')
    management: managementGroupResourceId('Microsoft.Authorization/policyDefinitions', 'policy')
    extension: extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/locks', 'lock')
  }
}
"""
    tags = bicep(text).resources[0].body["tags"].data
    assert {name: str(value.data) for name, value in tags.items()} == {
        "group": "Microsoft.Network/virtualNetworks:hub",
        "subscription": "Microsoft.Authorization/roleDefinitions:role",
        "tenant": "Microsoft.Authorization/policyDefinitions:policy",
        "management": "Microsoft.Authorization/policyDefinitions:policy",
        "extension": "Microsoft.Authorization/locks:lock",
    }


def test_a_branch_that_refuses_the_deployment_counts_only_where_it_is_taken():
    assert data_of("if(true(), 'fine', fail('refused'))") == "fine"
    value, _ = expression("if(false(), 'fine', fail('refused'))")
    assert isinstance(value, Unknown)
    assert value.because is Because.ERROR


LOOP = {
    "languageVersion": "2.0",
    "resources": {
        "many": {
            "type": "A.B/c",
            "apiVersion": "1",
            "name": "[format('n{0}', copyIndex())]",
            "copy": {"name": "many", "count": "[parameters('count')]"},
            "properties": {"index": "[copyIndex()]"},
        }
    },
    "parameters": {"count": {"type": "int"}},
    "outputs": {
        "indexes": {"type": "array", "value": "[map(references('many'), lambda('one', lambdaVariables('one').index))]"},
        "names": {
            "type": "array",
            "value": "[map(references('many', 'Full'), lambda('o', lambdaVariables('o').name))]",
        },
    },
}


def test_references_are_those_of_every_resource_of_a_loop():
    deployment = arm(LOOP, {"count": 2})
    assert deployment.diagnostics == []
    assert plain(deployment.outputs["indexes"]) == [0, 1]
    assert plain(deployment.outputs["names"]) == ["n0", "n1"]
    assert isinstance(arm(LOOP).outputs["indexes"], Unknown)


def test_whether_elements_are_distinct_may_not_be_known():
    value, deployment = expression("distinct(createArray('a', parameters('p')))", p=None)
    assert isinstance(value, Unknown)
    assert deployment.diagnostics == []
