using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>
/// A switch over one of our enums or closed records names every case, and throws on a value that it does not know: a new case is then
/// found by the first test that meets it, and never handled like another one.
/// </summary>
public sealed class SwitchTests
{
    [Fact]
    public void A_switch_over_a_type_of_ours_throws_on_what_it_does_not_know()
    {
        var files = ProductCode.Projects.SelectMany(ProductCode.Files).Select(f => f.GetRoot()).ToList();
        var types = files.SelectMany(ClosedTypes).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("AlertKind", types);
        Assert.Contains("FetchResult", types);
        var silent = files.SelectMany(f => Silent(f, types)).ToList();
        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    [Theory]
    [InlineData("kind switch { Kind.A => 1, _ => 2 }", true)]
    [InlineData("(kind, x) switch { (Kind.A, _) => 1, (_, _) => 2 }", true)]
    [InlineData("it switch { { Kind: Kind.A or Kind.B } => 1, var other => 2 }", true)]
    [InlineData("result switch { Result.Done { Count: 1 } => 1, _ => 2 }", true)]
    [InlineData("kind switch { Kind.A => 1, Kind.B => 2, _ => throw new E() }", false)]
    [InlineData("kind switch { Kind.A => 1, var other => Weight(other) }", false)]
    [InlineData("text switch { \"a\" when kind == Kind.A => 1, _ => 2 }", false)]
    [InlineData("foreign switch { DayOfWeek.Monday => 1, _ => 2 }", false)]
    public void A_silent_default_is_recognised(string expression, bool isSilent)
    {
        var file = CSharpSyntaxTree.ParseText(
            $"enum Kind {{ A, B }} abstract record Result {{ private Result() {{ }} public sealed record Done(int Count) : Result; }} class C {{ int M() => {expression}; }}",
            cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);

        Assert.Equal(isSilent, Silent(file, [.. ClosedTypes(file)]).Any());
    }

    [Theory]
    [InlineData("case Kind.A: return 1; default: return 2;", true)]
    [InlineData("case Kind.A: return 1; case Kind.B: default: return 2;", true)]
    [InlineData("case Kind.A: return 1; default: throw new E();", false)]
    public void A_silent_default_of_a_statement_is_recognised(string sections, bool isSilent)
    {
        var file = CSharpSyntaxTree.ParseText(
            $"enum Kind {{ A, B }} class C {{ int M(Kind kind) {{ switch (kind) {{ {sections} }} }} }}",
            cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);

        Assert.Equal(isSilent, Silent(file, [.. ClosedTypes(file)]).Any());
    }

    /// <summary>Enums, and abstract records that no other type can extend.</summary>
    private static IEnumerable<string> ClosedTypes(SyntaxNode file) =>
    [
        .. file.DescendantNodes().OfType<EnumDeclarationSyntax>().Select(e => e.Identifier.Text),
        .. file.DescendantNodes().OfType<RecordDeclarationSyntax>()
            .Where(r => r.Modifiers.Any(SyntaxKind.AbstractKeyword)
                && r.Members.OfType<ConstructorDeclarationSyntax>().Any(c => c.Modifiers.Any(SyntaxKind.PrivateKeyword)))
            .Select(r => r.Identifier.Text),
    ];

    private static IEnumerable<string> Silent(SyntaxNode file, HashSet<string> types) =>
    [
        .. from each in file.DescendantNodes().OfType<SwitchExpressionSyntax>()
           where each.Arms.Any(arm => Names(arm.Pattern, types))
           from arm in each.Arms
           where TakesAll(arm.Pattern) && arm.WhenClause is null && arm.Expression is not ThrowExpressionSyntax && !PassesOn(arm)
           select Place(arm),
        .. from each in file.DescendantNodes().OfType<SwitchStatementSyntax>()
           let labels = each.Sections.SelectMany(section => section.Labels)
           where labels.Any(label => Names(label is CaseSwitchLabelSyntax { Value: var value } ? value
               : (label as CasePatternSwitchLabelSyntax)?.Pattern, types))
           from section in each.Sections
           where section.Labels.Any(label => label is DefaultSwitchLabelSyntax) && section.Statements is not [ThrowStatementSyntax]
           select Place(section),
    ];

    private static bool Names(SyntaxNode? pattern, HashSet<string> types) => pattern is not null
        && pattern.DescendantNodesAndSelf().Any(node => (node switch
        {
            MemberAccessExpressionSyntax member => member.Expression,
            QualifiedNameSyntax name => (SyntaxNode)name.Left,
            _ => null,
        })?.DescendantTokens().Last().Text is { } type && types.Contains(type));

    // The value goes to another switch, as in "var kind => NameOf(kind)".
    private static bool PassesOn(SwitchExpressionArmSyntax arm) => arm.Pattern is VarPatternSyntax { Designation: SingleVariableDesignationSyntax value }
        && arm.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.Text == value.Identifier.Text);

    private static bool TakesAll(PatternSyntax pattern) => pattern switch
    {
        DiscardPatternSyntax or VarPatternSyntax => true,
        RecursivePatternSyntax { PositionalPatternClause.Subpatterns: { Count: > 0 } parts, PropertyPatternClause: null } =>
            parts.All(part => TakesAll(part.Pattern)),
        _ => false,
    };

    private static string Place(SyntaxNode node) =>
        $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node.ToString().Split('\n')[0].Trim()}";
}
