"""Words in, one library call, words out: the command line."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from govgraph.errors import GovgraphError, UsageError

__all__ = ["main"]

FORMATS = ("table", "json", "csv", "text")


@dataclass
class Settings:
    """The options that every command takes, before or after its name."""

    datasets: Path | None = None
    lang: str = "en"
    form: str = "table"
    case: str | None = None


def _store(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep a global option; one that is not given here leaves what stood before the command."""
    settings = context.find_root().ensure_object(Settings)
    source = context.get_parameter_source(option.name or "")
    if source is not None and source.name != "DEFAULT":
        setattr(settings, option.name or "", value)


def _complete(*what: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Complete cases, actors, verbs, aims or lists from the data that the command would read."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from govgraph.dataset import load_dataset
        from govgraph.names import list_completions

        settings = context.find_root().ensure_object(Settings)
        try:
            found = list_completions(load_dataset(settings.datasets), what, begun, case=settings.case)
        except GovgraphError:  # a shell has no place for a fault; the command itself will name it
            return []
        return [CompletionItem(name, help=means) for name, means in found]

    return complete


def _global_options() -> list[click.Option]:
    return [
        click.Option(
            ["--datasets"], type=click.Path(path_type=Path), envvar="GOVGRAPH_DATASETS", metavar="DIR",
            help="Folder of case folders (default: the bundled ones; also GOVGRAPH_DATASETS).",
            callback=_store, expose_value=False,
        ),
        click.Option(
            ["--lang"], type=click.Choice(["en", "sv"]), help="Language of words, objects and verbs (default: en).",
            callback=_store, expose_value=False,
        ),
        click.Option(
            ["--format", "form"], type=click.Choice(FORMATS), help="table, json, csv, or text: sentences.",
            callback=_store, expose_value=False,
        ),
        click.Option(
            ["--case"], metavar="C", help="Narrow to one case.", callback=_store, expose_value=False,
            shell_complete=_complete("cases"),
        ),
    ]  # fmt: skip


class _Command(click.Command):
    """A command that takes the global options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _global_options()


class _Group(click.Group):
    """The group of commands; lists them in the order of use."""

    command_class = _Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _global_options()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(self.commands)


_Group.group_class = _Group


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="govgraph")
def govgraph() -> None:
    """Code collaboration agreements as evidence-backed records; check, ask and draw them.

    Exit status: 0 answered (also "the sources do not say"), 1 a data file is wrong or a check failed,
    2 what was typed is wrong, 3 a store could not be reached or refused.
    """


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; exits with the status of the contract, errors on standard error in bare text.

    Parameters
    ----------
    argv
        The words; default: those that this process was started with, which then ends with the command.
    """
    try:
        _run(argv)
    except SystemExit as done:
        if argv is None and "jpype" in sys.modules:
            from govgraph.store.embedded import end_process

            sys.stdout.flush()
            end_process(int(done.code or 0))
        raise


def _run(argv: Sequence[str] | None) -> NoReturn:
    gc.disable()  # a process of one command: what it makes is small, and collecting it costs a tenth of the time
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        status = govgraph.main(args=argv, prog_name="govgraph", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.exceptions.NoArgsIsHelpError as err:
        _fail(err.format_message(), 2)
    except click.ClickException as err:
        _fail(_word_click(err), err.exit_code)
    except click.exceptions.Abort:
        _fail("interrupted", 130)
    except GovgraphError as err:
        _fail(str(err), err.exit_status)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _word_click(err: click.ClickException) -> str:
    """Word click's messages as ours are: what is wrong, lower case, no full stop."""
    if isinstance(err, click.exceptions.NoSuchOption):
        from govgraph.errors import name_nearest

        return f"no such option: {err.option_name}{name_nearest(err.option_name, err.possibilities or [])}"
    text = err.format_message().rstrip(".")
    return text[:1].lower() + text[1:]


def _fail(text: str, status: int) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(status)


pass_settings = click.make_pass_decorator(Settings, ensure=True)


def _load(settings: Settings) -> Any:
    from govgraph.graph import load_graph

    return load_graph(settings.datasets)


def _find_own_folder(settings: Settings) -> Path:
    """Find the folder that may be written to: the one given, or the bundled one in a checkout."""
    from govgraph.files import data_root, is_checkout

    if settings.datasets is None and not is_checkout():
        raise UsageError("the bundled datasets belong to this installation; give --datasets DIR for your own")
    return settings.datasets or data_root()


def _print_json(answer: Any) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _print_rows(rows: Sequence[dict[str, Any]], settings: Settings) -> None:
    from govgraph.tables import render_csv, render_table

    if settings.form == "csv":
        click.echo(render_csv(rows), nl=False)
    else:
        click.echo(render_table(rows))


# -- check, new, list, show, cite ------------------------------------------------------------------------------------


@govgraph.command()
@click.argument("cases", nargs=-1, shell_complete=_complete("cases"))
@click.option("--fix", is_flag=True, help="Write missing ids into the files; nothing else is changed.")
@pass_settings
def check(settings: Settings, cases: tuple[str, ...], fix: bool) -> None:
    """Check every file and say all that is wrong, each as path:line:column."""
    from govgraph.answers import build_envelope
    from govgraph.dataset import check_dataset, resolve_folder
    from govgraph.files import is_checkout, show_path

    wanted = (*cases, *([settings.case] if settings.case else []))
    if fix:
        from govgraph.coding import fix_ids

        for row in fix_ids(resolve_folder(_find_own_folder(settings)), wanted):
            click.echo(row, err=True)
    report = check_dataset(settings.datasets, only=wanted)
    if not report.counts and not report.problems:
        raise UsageError(f"no case in {show_path(resolve_folder(settings.datasets))!r}; a case is a folder in it")
    if settings.datasets is None and not is_checkout():
        click.echo("these are the datasets that came with govgraph; --datasets DIR checks your own", err=True)
    problems, flags = ([asdict(item) for item in items] for items in (report.problems, report.flags))
    if settings.form == "json":
        _print_json(build_envelope(report, problems=problems, counts=report.counts, flags=flags))
    elif settings.form == "csv":
        _print_rows(problems, settings)
    else:
        for line in [*map(str, report.problems), *(f"note: {flag}" for flag in report.flags)]:
            click.echo(line)
        _print_counts(report.counts, len(report.problems))
    if report.problems:
        sys.exit(1)


def _print_counts(counts: Mapping[str, Mapping[str, int]], problems: int) -> None:
    for case, numbers in counts.items():
        shown = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in numbers.items() if number)
        click.echo(f"{case}: {shown}")
    click.echo(f"{problems} faults" if problems != 1 else "1 fault")


@govgraph.command()
@click.argument("case_id", metavar="CASE")
@pass_settings
def new(settings: Settings, case_id: str) -> None:
    """Write a commented skeleton of a new case; refuses a case that exists."""
    from govgraph.coding import write_skeleton
    from govgraph.files import show_path

    for path in write_skeleton(_find_own_folder(settings), case_id):
        click.echo(show_path(path))


@govgraph.command("list")
@click.argument("records", shell_complete=_complete("lists"))
@click.option("--kind", help="Kind or class of actors; kind of other records; family of lines.")
@click.option("--status", help="adopted, proposed, planned or former.")
@click.option("--about", metavar="T", help="About this topic or instrument.")
@click.option("--under", metavar="I", help="Resting on this instrument.")
@click.option("--aim", metavar="A", help="Aim of mandates; verb of lines.")
@click.option("--deontic", help="must, should, may, may_not or none.")
@click.option("--mode", help="rule or practice.")
@click.option("--at", metavar="DATE", help="Holds, or possibly holds, at this EDTF date.")
@pass_settings
def list_(settings: Settings, /, records: str, **filters: str | None) -> None:
    """List records: actors topics instruments seats mandates lines events sources cases."""
    from govgraph.answers import build_envelope
    from govgraph.lists import list_records, name_columns, spread_rows, tell_records

    graph = _load(settings)
    rows = list_records(graph, records, case=settings.case, lang=settings.lang, **filters)
    if settings.form == "json":
        _print_json(build_envelope(graph.graph["dataset"], records=rows))
    elif settings.form == "text":
        click.echo("\n".join(tell_records(graph, records, rows, settings.lang)))
    else:
        shown = spread_rows(rows, records) if settings.form == "csv" else name_columns(rows, records, settings.lang)
        _print_rows(shown, settings)
        if settings.form == "table":
            click.echo(f"{records}: {len(rows)}", err=True)


@govgraph.command()
@click.argument("name", shell_complete=_complete("actors", "records"))
@click.option("--at", metavar="DATE", help="As it was at this EDTF date (default: the case's period).")
@pass_settings
def show(settings: Settings, name: str, at: str | None) -> None:
    """Show all that is known of an actor, topic, instrument, procedure or mandate."""
    from govgraph.answers import build_envelope
    from govgraph.cards import show as show_card
    from govgraph.cards import tell_card, word_card

    graph = _load(settings)
    card = show_card(graph, name, at=at, case=settings.case, lang=settings.lang)
    if settings.form == "json":
        _print_json(build_envelope(graph.graph["dataset"], **card.fields))
    elif settings.form == "csv":
        _print_rows([card.fields[card.kind]], settings)
    elif settings.form == "text":
        click.echo(tell_card(card, graph, settings.lang))
    else:
        click.echo(word_card(card, graph, settings.lang))


@govgraph.command()
@pass_settings
def cite(settings: Settings) -> None:
    """Say how to cite the dataset that answers, with its version and hash."""
    from govgraph.answers import build_envelope
    from govgraph.citation import build_citation
    from govgraph.dataset import load_dataset

    dataset = load_dataset(settings.datasets)
    citation = build_citation(dataset, settings.lang)
    if settings.form == "json":
        _print_json(build_envelope(dataset, **citation))
    elif settings.form == "csv":
        _print_rows([citation], settings)
    else:
        click.echo(citation["text"])


# -- who, whom -------------------------------------------------------------------------------------------------------


def _question_options(command: Callable[..., None]) -> Callable[..., None]:
    options = [
        click.option("--at", metavar="DATE", help="At this EDTF date or span (default: each case's own period)."),
        click.option("--changes", is_flag=True, help="The stretches of time in which the answer is one and the same."),
        click.option("--depth", type=click.IntRange(1), metavar="N", help="So many steps (default: 1)."),
        click.option("--transitive", is_flag=True, help="All steps."),
        click.option("--status", metavar="S,…", help="Which statuses count (default: adopted)."),
        click.option("--all", "everything", is_flag=True, help="Lift status, mode and date."),
        click.option("--rules-only", is_flag=True, help="Leave reported practice out."),
        click.option("--expand", is_flag=True, help="One row for each named member of a group."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@govgraph.command()
@click.argument("verb", shell_complete=_complete("verbs", "aims"))
@click.argument("actor", required=False, shell_complete=_complete("actors"))
@click.option("--about", metavar="X", help="Without ACTOR: only about this topic or instrument.")
@_question_options
@pass_settings
def who(settings: Settings, /, verb: str, actor: str | None, about: str | None, **options: Any) -> None:
    """Answer who stands behind a line: "who informs PKD", or who has an aim: "who decides".

    VERB is an id, label or inverse label in either language, a family, or any.
    """
    from govgraph.ask import who as ask_who

    if about is not None and actor is not None:
        raise UsageError("--about goes with an aim alone, as in: who decides --about TOPIC; leave ACTOR or --about out")
    graph = _load(settings)
    _print_answers(ask_who(graph, verb, actor, about=about, case=settings.case, **_read_options(options)), settings)


@govgraph.command()
@click.argument("actor", shell_complete=_complete("actors"))
@click.argument("verb", shell_complete=_complete("verbs"))
@_question_options
@pass_settings
def whom(settings: Settings, /, actor: str, verb: str, **options: Any) -> None:
    """Answer whom an actor's lines reach: "whom PKD recommends_to"."""
    from govgraph.ask import whom as ask_whom

    _print_answers(ask_whom(_load(settings), actor, verb, case=settings.case, **_read_options(options)), settings)


def _read_options(options: dict[str, Any]) -> dict[str, Any]:
    status, depth, transitive = (options.pop(key) for key in ("status", "depth", "transitive"))
    if depth is not None and transitive:
        raise UsageError("--transitive is all steps; leave it or --depth out")
    if status:
        options["status"] = _split(status)
    return {**options, "depth": None if transitive else depth or 1}


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


def _print_answers(answers: Any, settings: Settings) -> None:
    from govgraph.answers import build_answer, build_answers, build_change, show_answers, tell_answers

    if settings.form == "json":
        _print_json(build_answers(answers, settings.lang))
    elif settings.form == "csv" and answers.changes is not None:
        _print_rows([build_change(change, settings.lang) for change in answers.changes], settings)
    elif settings.form == "csv":
        rows = [build_answer(answers.graph, answer, settings.lang) for answer in answers]
        _print_rows([{key: value for key, value in row.items() if key != "hops"} for row in rows], settings)
    elif settings.form == "text":
        click.echo(tell_answers(answers, settings.lang))
    else:
        click.echo(show_answers(answers, settings.lang))


@govgraph.command()
@click.argument("source", metavar="FROM", shell_complete=_complete("actors"))
@click.argument("target", metavar="TO", shell_complete=_complete("actors"))
@click.option("--verbs", metavar="V,…", help="Only lines of these verbs or families (default: any).")
@click.option("--at", metavar="DATE", help="At this EDTF date or span (default: the case's own period).")
@click.option("--all-paths", is_flag=True, help="Every path that comes to no actor twice, not only the shortest.")
@click.option(
    "--max", "most", type=click.IntRange(1), metavar="N",
    help="At most so many steps (default: 6 for all paths, no bound for the shortest).",
)  # fmt: skip
@pass_settings
def path(settings: Settings, /, source: str, target: str, verbs: str | None, **options: Any) -> None:
    """Find by what lines one actor reaches another, with the sentence that they make."""
    from govgraph.answers import build_path, build_paths, show_paths, tell_paths
    from govgraph.ask import path as find_path

    graph = _load(settings)
    wanted = None if verbs is None else _split(verbs)
    paths = find_path(graph, source, target, verbs=wanted, case=settings.case, **options)
    if settings.form == "json":
        _print_json(build_paths(paths, settings.lang))
    elif settings.form == "csv":
        rows = [build_path(graph, found, settings.lang) for found in paths]
        _print_rows([{**row, "hops": [hop["record"]["id"] for hop in row["hops"]]} for row in rows], settings)
    elif settings.form == "text":
        click.echo(tell_paths(paths, settings.lang))
    else:
        click.echo(show_paths(paths, settings.lang))


@govgraph.command()
@click.argument("names", metavar="[CASE|ACTOR]...", nargs=-1, shell_complete=_complete("cases", "actors"))
@click.option(
    "--verb",
    metavar="V",
    shell_complete=_complete("verbs"),
    help="Only: toward which organs nobody is stated to do it.",
)
@pass_settings
def silence(settings: Settings, names: tuple[str, ...], verb: str | None) -> None:
    """Find what the sources do not say: who informs, prepares, leads, reports back; and what rests on weak grounds."""
    from govgraph.gaps import build_finding, build_findings, show_findings
    from govgraph.gaps import silence as find_silence

    graph = _load(settings)
    found = find_silence(graph, *names, verb=verb, case=settings.case)
    if settings.form == "json":
        _print_json(build_findings(found, settings.lang))
    elif settings.form == "csv":
        _print_rows([build_finding(graph, finding, settings.lang) for finding in found], settings)
    elif settings.form == "text":
        click.echo("\n".join(build_finding(graph, finding, settings.lang)["text"] for finding in found))
    else:
        click.echo(show_findings(found, settings.lang))


# -- align -----------------------------------------------------------------------------------------------------------


@govgraph.command()
@click.argument("case_id", metavar="CASE", shell_complete=_complete("cases"))
@pass_settings
def align(settings: Settings, case_id: str) -> None:
    """Show which actors of a case play which function, as its coder judges, and which organs play none."""
    from govgraph.alignments import align as align_case
    from govgraph.alignments import build_aligned, build_aligned_rows, show_aligned

    aligned = align_case(_load(settings), case_id)
    if settings.form == "json":
        _print_json(build_aligned(aligned, settings.lang))
    elif settings.form == "csv":
        _print_rows(build_aligned_rows(aligned, settings.lang), settings)
    else:
        click.echo(show_aligned(aligned, settings.lang))


@govgraph.command()
@click.argument("cases", nargs=-1, shell_complete=_complete("cases"))
@click.option("--at", metavar="DATE", help="At this EDTF date or span (default: each case in its own period).")
@click.option("--features", metavar="F,…", help="Only these features, or those of these themes.")
@click.option(
    "-o", "--output", "outputs", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="FILE.xlsx, .html, .md, .csv, .json, .svg, .pdf or .png instead of the screen; several -o, several files.",
)  # fmt: skip
@click.option(
    "--width", type=click.FloatRange(100, 1000), default=180, show_default=True, metavar="MM",
    help="Width of a figure in mm.",
)  # fmt: skip
@pass_settings
def compare(
    settings: Settings, cases: tuple[str, ...], at: str | None, features: str | None, outputs: tuple[Path, ...],
    width: float,
) -> None:  # fmt: skip
    """Compare cases, feature by feature: what each says, in which state, and the facts that carry it."""
    from govgraph.comparison import check_output, write_matrix
    from govgraph.files import show_path
    from govgraph.matrix import build_matrix, build_matrix_rows, show_matrix
    from govgraph.matrix import compare as compare_cases

    for output in outputs:
        check_output(output)
    wanted = (*cases, *([settings.case] if settings.case else []))
    matrix = compare_cases(_load(settings), *wanted, at=at, features=_split(features) if features else ())
    for output in outputs:
        write_matrix(matrix, output, lang=settings.lang, width_mm=width)
        click.echo(show_path(output))
    if outputs:
        return
    if settings.form == "json":
        _print_json(build_matrix(matrix, settings.lang))
    elif settings.form == "csv":
        _print_rows(build_matrix_rows(matrix, settings.lang), settings)
    else:
        click.echo(show_matrix(matrix, settings.lang))


@govgraph.command()
@click.argument("left", metavar="CASE", shell_complete=_complete("cases"))
@click.argument("right", metavar="[CASE]", required=False, shell_complete=_complete("cases"))
@click.option("--at", multiple=True, metavar="DATE", help="Twice: one case at these two EDTF dates.")
@click.option("--proposed", is_flag=True, help="One case: what it proposes or plans against what is adopted.")
@pass_settings
def diff(settings: Settings, left: str, right: str | None, at: tuple[str, ...], proposed: bool) -> None:
    """Say what differs between two cases, between two dates of one, or between what is proposed and adopted."""
    from govgraph.differences import build_difference, build_difference_rows, show_difference, tell_difference
    from govgraph.differences import diff as find_difference

    difference = find_difference(_load(settings), left, right, at=at, proposed=proposed)
    if settings.form == "json":
        _print_json(build_difference(difference, settings.lang))
    elif settings.form == "csv":
        _print_rows(build_difference_rows(difference, settings.lang), settings)
    elif settings.form == "text":
        click.echo(tell_difference(difference, settings.lang))
    else:
        click.echo(show_difference(difference, settings.lang))


# -- evidence --------------------------------------------------------------------------------------------------------


@govgraph.group()
def evidence() -> None:
    """Facts beside the passages that they rest on; needs the documents."""


def _documents_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--documents", type=click.Path(path_type=Path), envvar="GOVGRAPH_DOCUMENTS", metavar="DIR",
        help="Folder that holds the texts (also GOVGRAPH_DOCUMENTS).",
    )(command)  # fmt: skip


def _open(settings: Settings, documents: Path | None, cases: Sequence[str]) -> tuple[Any, Any, list[str]]:
    from govgraph.dataset import load_dataset
    from govgraph.evidence import open_documents

    dataset = load_dataset(settings.datasets)
    wanted = [*cases, *([settings.case] if settings.case else [])] or list(dataset.cases)
    for case in wanted:
        dataset.case_of(case)
    return dataset, open_documents(dataset, documents, wanted), wanted


@evidence.command()
@click.argument("cases", nargs=-1, shell_complete=_complete("cases"))
@_documents_option
@pass_settings
def verify(settings: Settings, cases: tuple[str, ...], documents: Path | None) -> None:
    """Resolve every cue to exactly one passage; names each that does not, and what moved since it was locked."""
    from govgraph.answers import build_envelope
    from govgraph.evidence import place_fault, verify_evidence

    dataset, texts, wanted = _open(settings, documents, cases)
    results = [verify_evidence(dataset, texts, case) for case in wanted]
    found = [fault for result in results for fault in (*result.faults, *result.moved)]
    problems = [place_fault(dataset, fault) for fault in found]
    rows = [
        {"record": fault.record, "evidence": fault.index, **asdict(problem), "text": fault.text}
        for fault, problem in zip(found, problems, strict=True)
    ]
    if settings.form == "json":
        _print_json(build_envelope(dataset, resolved={r.case: r.resolved for r in results}, faults=rows))
    elif settings.form == "csv":
        _print_rows(rows, settings)
    else:
        for problem in problems:
            click.echo(str(problem))
        for result in results:
            click.echo(
                f"{result.case}: {result.resolved} cues resolve, {len(result.faults)} do not, {len(result.moved)} moved"
            )
    if found:
        sys.exit(1)


@evidence.command("show")
@click.argument("record", shell_complete=_complete("records"))
@_documents_option
@pass_settings
def show_evidence(settings: Settings, record: str, documents: Path | None) -> None:
    """Show a fact beside the passages that it rests on."""
    from govgraph.answers import build_envelope
    from govgraph.dataset import load_dataset
    from govgraph.evidence import open_documents
    from govgraph.names import find_record
    from govgraph.passages import build_passages, word_passages

    dataset = load_dataset(settings.datasets)
    case, local, _ = find_record(dataset, record, case=settings.case)
    passages = build_passages(dataset, open_documents(dataset, documents, [case]), case, local, settings.lang)
    if settings.form == "json":
        _print_json(build_envelope(dataset, **passages))
    elif settings.form == "csv":
        _print_rows(passages["passages"], settings)
    else:
        click.echo(word_passages(passages, settings.lang))


@evidence.command()
@click.argument("case_id", metavar="CASE", shell_complete=_complete("cases"))
@_documents_option
@pass_settings
def coverage(settings: Settings, case_id: str, documents: Path | None) -> None:
    """Show for each paragraph of the texts which facts cite it or why none does; fails where one was missed."""
    from govgraph.answers import build_envelope
    from govgraph.coverage import build_coverage, measure_coverage, word_coverage

    dataset, texts, _ = _open(settings, documents, [case_id])
    measured = measure_coverage(dataset, texts, case_id)
    fields = build_coverage(measured)
    if settings.form == "json":
        _print_json(build_envelope(dataset, **fields))
    elif settings.form == "csv":
        _print_rows(fields["paragraphs"], settings)
    else:
        click.echo(word_coverage(measured, settings.lang))
    if measured.missed:
        sys.exit(1)


@evidence.command()
@click.argument("cases", nargs=-1, shell_complete=_complete("cases"))
@_documents_option
@pass_settings
def lock(settings: Settings, cases: tuple[str, ...], documents: Path | None) -> None:
    """Write the hashes of all cited passages to evidence.lock, so that a later edition shows what moved."""
    from govgraph.evidence import lock_evidence
    from govgraph.files import show_path

    _find_own_folder(settings)
    dataset, texts, wanted = _open(settings, documents, cases)
    for case in wanted:
        click.echo(show_path(lock_evidence(dataset, texts, case)))


# -- draw ------------------------------------------------------------------------------------------------------------


@govgraph.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE…", shell_complete=_complete("cases"))
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    required=True,
    multiple=True,
    metavar="FILE",
    help="FILE.svg, .pdf, .png or .html; .csv: its data, .txt: its caption; several -o draw one layout into several.",
)
@click.option(
    "--picture",
    type=click.Choice(["structure", "matrix", "timeline", "seats"]),
    default="structure",
    show_default=True,
    help="What kind of picture.",
)
@click.option("--verbs", metavar="V,…", help="Only lines of these verbs or families.")
@click.option(
    "--at",
    multiple=True,
    metavar="DATE",
    help="As it was at this EDTF date (default: the case's own period); twice: what came, went and stayed between.",
)
@click.option("--proposed", is_flag=True, help="What is adopted, and what is proposed or planned beside it.")
@click.option("--focus", metavar="ACTOR", help="Only what lies near this actor.", shell_complete=_complete("actors"))
@click.option("--depth", type=click.IntRange(1), metavar="N", help="With --focus: so many steps (default: 1).")
@click.option("--collapse", is_flag=True, help="Draw members of a group that have the same lines as the group.")
@click.option(
    "--width",
    type=click.FloatRange(0, min_open=True),
    default=180,
    show_default=True,
    metavar="MM",
    help="Width in mm.",
)
@pass_settings
def draw(
    settings: Settings, /, cases: tuple[str, ...], outputs: tuple[Path, ...], verbs: str | None, width: float,
    **options: Any,
) -> None:  # fmt: skip
    """Draw a case, or several side by side: organisation diagram, matrix, timeline or seats."""
    from govgraph.files import show_path
    from govgraph.pictures import build_picture, check_format, write_picture

    for output in outputs:
        check_format(output)
    graph = _load(settings)
    known = graph.graph["dataset"].vocabulary
    wanted = None if verbs is None else [v for name in _split(verbs) for v in known.find_verbs(name)[1]]
    picture = build_picture(graph, cases, verbs=wanted, lang=settings.lang, width_mm=width, **options)
    for output in outputs:
        write_picture(picture, output)
        click.echo(show_path(output))


# -- stores ----------------------------------------------------------------------------------------------------------


def _complete_queries(_: click.Context, __: click.Parameter, begun: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    from govgraph.library import read_library

    found = read_library().values()
    return [CompletionItem(q.name, help=q.header.asks.words("en")) for q in found if q.name.startswith(begun)]


def _store_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--store", metavar="URI",
        help="file:DIR, bolt://HOST:PORT or neo4j://HOST:PORT (default: embedded, for this once).",
    )(command)  # fmt: skip


def _parameter_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("-p", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter of the query.")(command)


def _queries_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--queries", "folder", type=click.Path(path_type=Path), metavar="DIR",
        help="Folder of query files of your own, beside the bundled ones.",
    )(command)  # fmt: skip


def _timeout_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--timeout", type=click.FloatRange(0, min_open=True), default=60, show_default=True, metavar="S",
        help="Seconds that the query may take.",
    )(command)  # fmt: skip


def _read_pairs(pairs: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for pair in pairs:
        key, found, value = pair.partition("=")
        if not found or not key:
            raise UsageError(f"-p {pair!r} is no KEY=VALUE, as in: -p actor=PKD")
        if key in given:
            raise UsageError(f"-p {key} is given twice")
        given[key] = value
    return given


def _print_answer(dataset: Any, table: Any, settings: Settings) -> None:
    from govgraph.tables import render_csv

    number = len(table.rows)
    if settings.form == "json":
        from govgraph.answers import build_envelope

        _print_json(build_envelope(dataset, columns=list(table.columns), rows=table.rows))
    else:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        if settings.form == "csv":
            click.echo(render_csv(rows, columns=table.columns), nl=False)
        else:
            _print_rows(rows, settings)
        count = f"{number} {'row' if number == 1 else 'rows'}"
        click.echo(f"{count}. dataset {dataset.version}, {dataset.sha256[:12]}", err=True)
    if table.cut:
        click.echo(f"there are more rows; --limit gives more than {number}", err=True)


@govgraph.command()
@_queries_option
@pass_settings
def queries(settings: Settings, folder: Path | None) -> None:
    """List the named questions in Cypher: what each asks, its parameters, what it returns."""
    from govgraph.answers import build_envelope
    from govgraph.dataset import load_dataset
    from govgraph.library import build_queries, build_query_rows
    from govgraph.store.asking import read_queries

    found = read_queries(folder)
    if settings.form == "json":
        dataset = load_dataset(settings.datasets)
        _print_json(build_envelope(dataset, queries=build_queries(found, settings.lang)))
    else:
        _print_rows(build_query_rows(found, settings.lang), settings)


@govgraph.command()
@click.argument("name", shell_complete=_complete_queries)
@_parameter_option
@_store_option
@_queries_option
@_timeout_option
@pass_settings
def query(
    settings: Settings, name: str, pairs: tuple[str, ...], store: str | None, folder: Path | None, timeout: float
) -> None:
    """Ask a named question in Cypher: "query who-informs -p actor=PKD"."""
    from govgraph.store.asking import query as ask_query

    dataset, table = ask_query(
        name, _read_pairs(pairs), folder=settings.datasets, store=store, queries=folder, case=settings.case,
        timeout=timeout,
    )  # fmt: skip
    _print_answer(dataset, table, settings)


@govgraph.command()
@click.argument("text")
@_parameter_option
@_store_option
@click.option("--write", is_flag=True, help="Let it write, in a store that lasts.")
@click.option(
    "--limit", type=click.IntRange(1), default=10_000, show_default=True, metavar="N", help="At most so many rows."
)
@_timeout_option
@pass_settings
def cypher(
    settings: Settings, text: str, pairs: tuple[str, ...], store: str | None, write: bool, limit: int, timeout: float
) -> None:
    """Ask free Cypher. It reads only, and a label, type or property that nothing bears is refused."""
    from govgraph.store.asking import cypher as ask_cypher

    dataset, table = ask_cypher(
        text, _read_pairs(pairs), folder=settings.datasets, store=store, write=write, limit=limit, timeout=timeout,
    )  # fmt: skip
    _print_answer(dataset, table, settings)


@govgraph.command()
@click.option("--store", required=True, metavar="URI", help="file:DIR, bolt://HOST:PORT or neo4j://HOST:PORT.")
@pass_settings
def load(settings: Settings, store: str) -> None:
    """Load the dataset into a store that lasts, in place of what it holds under the same name: all or nothing."""
    from govgraph.store.asking import load_store

    loaded = load_store(store, folder=settings.datasets, progress=_Meter().tell)
    fields = asdict(loaded)
    if settings.form == "json":
        about = {"version": fields.pop("version"), "sha256": fields.pop("sha256")}
        _print_json({"schema": 1, "dataset": about, "name": fields.pop("dataset"), **fields})
    elif settings.form == "csv":
        _print_rows([fields], settings)
    else:
        done = "already there" if loaded.already else "loaded"
        counts = f"{loaded.nodes} nodes, {loaded.relationships} relationships"
        click.echo(f"{loaded.dataset} {loaded.version}, {loaded.sha256[:12]}: {done} ({counts})")


class _Meter:
    """Tells on standard error how far a load is: each stage when it ends, and at a terminal as it goes."""

    def tell(self, stage: str, done: int, total: int) -> None:
        if done >= total:
            click.echo(f"{stage}: {done} of {total}", err=True)
        elif sys.stderr.isatty():
            click.echo(f"{stage}: {done} of {total}\r", err=True, nl=False)

    def tell_figures(self, done: int, total: int) -> None:
        self.tell("figures", done, total)


@govgraph.command()
@click.option(
    "--to", "target", required=True, type=click.Choice(["neo4j-csv"]), help="neo4j-csv: for neo4j-admin import."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Folder to write.")
@pass_settings
def export(settings: Settings, target: str, output: Path) -> None:  # noqa: ARG001  (one format so far)
    """Write the dataset as files of another system."""
    from govgraph.dataset import load_dataset
    from govgraph.exchange.neo4j_csv import export_neo4j_csv
    from govgraph.files import show_path

    for path in export_neo4j_csv(load_dataset(settings.datasets), output):
        click.echo(show_path(path))


# -- site --------------------------------------------------------------------------------------------------------------


@govgraph.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Folder to write.")
@click.option("--with-passages", is_flag=True, help="Show the passages too, for those who hold the rights to them.")
@_documents_option
@pass_settings
def site(settings: Settings, output: Path, with_passages: bool, documents: Path | None) -> None:
    """Write a site that anyone can read, ask and cite: a folder of pages, in Swedish and English."""
    from govgraph.files import show_path
    from govgraph.site import build_site

    graph = _load(settings)
    texts = _open(settings, documents, ())[1] if with_passages else None
    built = build_site(graph, output, documents=texts, tell=_Meter().tell_figures)
    drawn = f"{built.drawn} figures drawn, {built.kept} taken over"
    click.echo(f"{show_path(output)}: {built.pages} pages, {built.files} files, {built.size / 1e6:.1f} MB; {drawn}")


@govgraph.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port (default: one that is free).")
@pass_settings
def serve(settings: Settings, folder: Path | None, port: int) -> None:
    """Show a site on this machine, to nobody else: that of DIR, or one built for the time being."""
    import tempfile

    from govgraph.site import build_site, serve_site

    tell = partial(click.echo, err=False)
    if folder is not None:
        serve_site(folder, port=port, tell=tell)
        return
    with tempfile.TemporaryDirectory() as beside:
        built = Path(beside) / "site"
        build_site(_load(settings), built, tell=_Meter().tell_figures)
        serve_site(built, port=port, tell=tell)
