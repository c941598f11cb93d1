using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>Measures the hand-written C# below src; the continuous build prints the figures and enforces them.</summary>
public sealed class CodeFigureTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 60;
    private const int LongestLine = 140;

    private static readonly IReadOnlyList<(string Project, SyntaxTree File)> Files =
        [.. ProductCode.Projects.SelectMany(p => ProductCode.Files(p).Select(f => (p, f)))];

    [Fact]
    public void Files_are_short()
    {
        var lengths = Files.Select(f => (f.File.FilePath, Lines: f.File.GetText().Lines.Count(l => !string.IsNullOrWhiteSpace(l.ToString())))).OrderBy(f => f.Lines).ToList();
        var p90 = lengths[(int)(lengths.Count * .9)].Lines;
        Print($"files {lengths.Count}, median {lengths[lengths.Count / 2].Lines}, p90 {p90}, longest {lengths[^1].Lines}");

        None(lengths.Where(f => f.Lines > LongestFile).Select(f => $"{f.FilePath}: {f.Lines} lines"));
        Assert.True(p90 <= 130, $"A tenth of the files has {p90} lines or more.");
    }

    [Fact]
    public void Methods_are_short()
    {
        var lengths = Nodes<BaseMethodDeclarationSyntax>()
            .Select(m => (m.Project, Node: (SyntaxNode)m.Node, Lines: Lines(m.Node)))
            .Concat(Nodes<LocalFunctionStatementSyntax>().Select(m => (m.Project, Node: (SyntaxNode)m.Node, Lines: Lines(m.Node))))
            .OrderBy(m => m.Lines).ToList();
        Print($"methods {lengths.Count}, median {lengths[lengths.Count / 2].Lines}, p90 "
            + $"{lengths[(int)(lengths.Count * .9)].Lines}, longest {lengths[^1].Lines}");

        None(lengths.Where(m => m.Lines > LongestMethod).Select(m => $"{Place(m.Node)}: {m.Lines} lines"));
    }

    [Fact]
    public void Constructors_take_few_parameters()
    {
        var constructors = Nodes<ClassDeclarationSyntax>().Where(c => c.Node.ParameterList is not null)
            .Select(c => (c.Project, Node: (SyntaxNode)c.Node, c.Node.ParameterList!.Parameters.Count))
            .Concat(Nodes<ConstructorDeclarationSyntax>()
                .Select(c => (c.Project, Node: (SyntaxNode)c.Node, c.Node.ParameterList.Parameters.Count)))
            .ToList();
        Print($"constructors {constructors.Count}, most parameters {constructors.Max(c => c.Count)}");

        None(constructors.Where(c => c.Count > (c.Project.EndsWith(".Alerts", StringComparison.Ordinal) ? 6 : 8))
            .Select(c => $"{Place(c.Node)}: {c.Count} parameters"));
    }

    [Fact]
    public void Interfaces_are_few()
    {
        var interfaces = Nodes<InterfaceDeclarationSyntax>().Select(i => i.Node.Identifier.Text).ToList();
        Print($"interfaces {interfaces.Count}: {string.Join(", ", interfaces)}");

        Assert.InRange(interfaces.Count, 0, 8);
    }

    [Fact]
    public void Lines_fit_a_screen()
    {
        var longLines = Files.SelectMany(f => f.File.GetText().Lines
            .Where(l => l.Span.Length > LongestLine)
            .Select(l => (f.Project, Place: $"{f.File.FilePath}:{l.LineNumber + 1}: {l.Span.Length} characters"))).ToLookup(l => l.Project, l => l.Place);
        foreach (var project in longLines)
            Print($"{project.Key}: {project.Count()} lines of more than {LongestLine} characters");

        None(longLines.SelectMany(p => p));
    }

    /// <summary>Factories say what they do: Parse, From, Create, For.</summary>
    [Fact]
    public void Factories_say_what_they_do() => None(
    [
        .. Nodes<MethodDeclarationSyntax>().Where(m => m.Node.Identifier.Text == "Of").Select(m => Place(m.Node)),
        .. Nodes<LocalFunctionStatementSyntax>().Where(m => m.Node.Identifier.Text == "Of").Select(m => Place(m.Node)),
    ]);

    private static IEnumerable<(string Project, T Node)> Nodes<T>()
        where T : SyntaxNode =>
        Files.SelectMany(f => f.File.GetRoot().DescendantNodes().OfType<T>().Select(n => (f.Project, n)));

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Place(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return $"{span.Path}:{span.StartLinePosition.Line + 1}";
    }

    // A diagnostic message is shown for a test that passes, too (xunit.runner.json).
    private static void Print(string figure) => TestContext.Current.SendDiagnosticMessage(figure);

    private static void None(IEnumerable<string> places)
    {
        var found = places.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
