"""The completion scripts of bash, zsh and fish.

Each finds the command among the words before the cursor, then what the last of them asks for. Options are offered
behind a dash; paths are left to the shell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from fastpath_checks.cli.completing import Option, Place, Values

_BASH = """\
# Made by fastpath-checks completion bash. To use it now: source <(fastpath-checks completion bash)
_fastpath_checks() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= options= words= word
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$command $word" in
{commands}
        esac
    done
    # An equals sign is a word of its own: "--format", "=", "html", "=", and a path.
    if [[ $current == "=" ]]; then
        current=
    elif [[ $previous == "=" ]]; then
        previous=${{COMP_WORDS[COMP_CWORD-2]}}
    fi
    case "$command $previous" in
{values}
        *)
            case "$command" in
{places}
            esac
            if [[ $current == -* ]]; then words=$options; fi
            ;;
    esac
    # Where none of them fits, the shell completes paths.
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _fastpath_checks fastpath-checks
"""

_ZSH = """\
#compdef fastpath-checks
# Made by fastpath-checks completion zsh. To use it: write it to a file _fastpath-checks in a directory of $fpath.
_fastpath_checks() {{
    local command= previous=${{words[CURRENT-1]}} word
    local -a options known
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        case "$command $word" in
{commands}
        esac
    done
    if [[ $PREFIX == -*=* ]]; then
        previous=${{PREFIX%%=*}}
        compset -P 1 '*='
    fi
    if [[ $previous == --format && $PREFIX == *=* ]]; then
        compset -P 1 '*='
        _files
        return
    fi
    case "$command $previous" in
{values}
    esac
    case "$command" in
{places}
    esac
}}
if [[ $funcstack[1] == _fastpath-checks ]]; then
    _fastpath_checks "$@"
else
    compdef _fastpath_checks fastpath-checks
fi
"""

_FISH = """\
# Made by: fastpath-checks completion fish > ~/.config/fish/completions/fastpath-checks.fish
function __fastpath_checks_at
    set -l command
    for word in (commandline -opc)[2..-1]
        switch "$command $word"
{commands}
        end
    end
    test "$command" = "$argv"
end
complete -c fastpath-checks -f
{offers}
"""


def bash_script(places: tuple[Place, ...]) -> str:
    """To be sourced by bash 3.2 or newer."""
    offered = (
        f'                "{place.path}") options="{_spaced(_names(place))}" '
        f'words="{_spaced((*place.words, *place.values.words))}" ;;'
        for place in places
    )
    values = (f'        {cases}) words="{_spaced(values.words)}" ;;' for cases, values in _asking(places))
    return _BASH.format(commands=_commands(places), values="\n".join(values), places="\n".join(offered))


def zsh_script(places: tuple[Place, ...]) -> str:
    """To be found by zsh's ``compinit``, or sourced after it."""
    values = (f"        {cases}) {_zsh_values(values)}return ;;" for cases, values in _asking(places))
    offered = "\n".join(_zsh_place(place) for place in places)
    return _ZSH.format(commands=_commands(places), values="\n".join(values), places=offered)


def fish_script(places: tuple[Place, ...]) -> str:
    """To be sourced by fish 3.0 or newer."""
    first, second = _paths(places)
    one, two = _spaced(_quoted(f" {path}") for path in first), _spaced(map(_quoted, second))
    commands = [
        f"            case {one}\n                set command $word",
        f'            case {two}\n                set command "$command $word"',
    ]
    offers = [offer for place in places for offer in _fish_place(place)]
    return _FISH.format(commands="\n".join(commands), offers="\n".join(offers))


SCRIPTS: dict[str, Callable[[tuple[Place, ...]], str]] = {
    "bash": bash_script,
    "zsh": zsh_script,
    "fish": fish_script,
}


def _paths(places: tuple[Place, ...]) -> tuple[list[str], list[str]]:
    """The commands, and the actions behind commands."""
    paths = [place.path for place in places if place.path]
    return [path for path in paths if " " not in path], [path for path in paths if " " in path]


def _commands(places: tuple[Place, ...]) -> str:
    """The cases that lead from one place to the next, for bash and zsh."""
    first, second = _paths(places)
    one, two = "|".join(f'" {path}"' for path in first), "|".join(f'"{path}"' for path in second)
    return f'            {one}) command=$word ;;\n            {two}) command="$command $word" ;;'


def _asking(places: tuple[Place, ...]) -> Iterator[tuple[str, Values]]:
    """The options that something follows, as the cases of a shell, by what that is."""
    cases: dict[Values, list[str]] = {}
    for place in places:
        for option in place.options:
            if option.values is not None:
                cases.setdefault(option.values, []).extend(f'"{place.path} {name}"' for name in option.names)
    for values, found in cases.items():
        yield "|".join(found), values


def _names(place: Place) -> list[str]:
    return [name for option in place.options for name in option.names]


def _zsh_values(values: Values) -> str:
    words = f"compadd -- {_spaced(values.words)}; " if values.words else ""
    return words + ("_files; " if values.is_path else "")


def _zsh_place(place: Place) -> str:
    options = _spaced(_described(name, option.summary) for option in place.options for name in option.names)
    offered = [f"options=({options})", "if [[ $PREFIX == -* ]]; then _describe option options; return; fi"]
    if place.words:
        offered.append(f"known=({_spaced(_described(word, summary) for word, summary in place.words.items())})")
        offered.append("_describe command known")
    values = _zsh_values(place.values).rstrip("; ")
    lines = "\n".join(f"            {line}" for line in [*offered, *([values] if values else []), ";;"])
    return f'        "{place.path}")\n{lines}'


def _fish_place(place: Place) -> Iterator[str]:
    start = f"complete -c fastpath-checks -n '__fastpath_checks_at \"{place.path}\"'"
    for word, summary in place.words.items():
        yield f"{start} -a {word} -d {_fish_text(summary)}"
    if place.values.words or place.values.is_path:
        yield f"{start}{_fish_values(place.values, '')}"
    for option in place.options:
        yield f"{start} {_fish_option(option)} -d {_fish_text(option.summary)}"


def _fish_option(option: Option) -> str:
    names = _spaced(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    return names if option.values is None else f"{names} -r{_fish_values(option.values, ' -f')}"


def _fish_values(values: Values, otherwise: str) -> str:
    """The paths and words of ``complete``; ``otherwise`` is what keeps paths away."""
    words = f" -a '{_spaced(values.words)}'" if values.words else ""
    return (" -F" if values.is_path else otherwise) + words


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _described(word: str, summary: str) -> str:
    """A word with its summary for zsh's ``_describe``."""
    return _quoted(f"{word}:{summary}")


def _quoted(text: str) -> str:
    """One word of bash and zsh; of fish, too, where the text holds neither an apostrophe nor a backslash."""
    return "'" + text.replace("'", "'\\''") + "'"


def _spaced(words: Iterable[str]) -> str:
    return " ".join(words)
