using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>SQL takes the values of our enums from the enums, so that nobody must look up what a number means.</summary>
public sealed partial class SqlTests
{
    [GeneratedRegex("\"(?<column>\\w+)\"\\s*(=|<>|!=|<=?|>=?|BETWEEN|IN)\\s*\\(?\\s*\\d", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comparison { get; }

    [Fact]
    public void No_SQL_compares_an_enum_with_a_number()
    {
        var files = ProductCode.Projects.SelectMany(ProductCode.Files).Select(f => f.GetRoot()).ToList();
        var enums = files.SelectMany(f => f.DescendantNodes().OfType<EnumDeclarationSyntax>()).Select(e => e.Identifier.Text)
            .ToHashSet(StringComparer.Ordinal);
        var columns = files.SelectMany(f => f.DescendantNodes().OfType<PropertyDeclarationSyntax>())
            .Where(p => enums.Contains(p.Type.ToString().TrimEnd('?'))).Select(p => p.Identifier.Text).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("Outcome", columns);
        Assert.Empty(files.SelectMany(f => Numbers(f, columns)));
    }

    [Theory]
    [InlineData("\"\\\"State\\\" > 0\"", true)]
    [InlineData("\"x.\\\"State\\\" IN (1, 2)\"", true)]
    [InlineData("$\"\\\"State\\\" = 1 AND a = {b}\"", true)]
    [InlineData("$\"\\\"State\\\" > {(int)State.Found}\"", false)]
    [InlineData("\"\\\"Looks\\\" > 0\"", false)]
    public void A_number_of_an_enum_is_recognised(string text, bool isOne)
    {
        var file = CSharpSyntaxTree.ParseText($"class C {{ string S = {text}; }}", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(isOne, Numbers(file.GetRoot(TestContext.Current.CancellationToken), ["State"]).Any());
    }

    private static IEnumerable<string> Numbers(SyntaxNode file, HashSet<string> columns) =>
        from token in file.DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
        from Match match in Comparison.Matches(token.ValueText)
        where columns.Contains(match.Groups["column"].Value)
        select $"{file.SyntaxTree.FilePath}: {match.Value}";
}
