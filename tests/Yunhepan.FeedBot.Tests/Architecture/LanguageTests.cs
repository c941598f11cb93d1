using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>One class interprets language tags, so that no two places disagree on what counts as Chinese or English.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void Only_LanguageTag_compares_with_the_tags_of_our_languages() =>
        Assert.Empty(ProductCode.Projects.Where(p => p != $"{ProductCode.Product}.Extraction").SelectMany(ProductCode.Files)
            .Where(f => Path.GetFileName(f.FilePath) != "LanguageTag.cs")
            .SelectMany(f => f.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Where(literal => literal.Token.Value is "zh" or "en" && Compares(literal))
            .Select(literal => $"{literal.SyntaxTree.FilePath}:{literal.GetLocation().GetLineSpan().StartLinePosition.Line + 1}"));

    private static bool Compares(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        BinaryExpressionSyntax or ConstantPatternSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name } } } =>
            name is "StartsWith" or "Equals" or "EndsWith",
        _ => false,
    };
}
