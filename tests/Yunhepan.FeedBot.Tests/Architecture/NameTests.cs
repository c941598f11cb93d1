using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>A name stands for one thing in the whole product.</summary>
public sealed class NameTests
{
    [Fact]
    public void No_two_types_have_one_name()
    {
        // The parts of a partial type have one namespace.
        var types = ProductCode.Projects.SelectMany(ProductCode.Files)
            .SelectMany(f => f.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
            .SelectMany(n => n.Members.OfType<BaseTypeDeclarationSyntax>()
                .Select(t => (Name: t.Identifier.Text, Whole: $"{n.Name}.{t.Identifier.Text}")));

        var twice = types.Distinct().GroupBy(t => t.Name).Where(g => g.Count() > 1).ToList();

        Assert.Empty(twice.Select(g => g.Key).Order());
    }

    /// <summary>The cases of a closed record aside: they are always named with it, as in <c>FetchResult.Failed</c>.</summary>
    [Fact]
    public void No_nested_type_has_the_name_of_another_type()
    {
        var types = ProductCode.Projects.SelectMany(ProductCode.Files)
            .SelectMany(f => f.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            // A block of extension members has no name.
            .Where(t => t.Identifier.Text.Length > 0).ToList();
        var cases = types.Where(t => t.Parent is RecordDeclarationSyntax record && record.Modifiers.Any(SyntaxKind.AbstractKeyword))
            .ToHashSet();
        var nested = types.Where(t => t.Parent is TypeDeclarationSyntax && !cases.Contains(t)).Select(t => (t.Identifier.Text, Whole: Whole(t)))
            .Distinct();
        var others = types.Where(t => !cases.Contains(t)).Select(t => (t.Identifier.Text, Whole: Whole(t))).Distinct().ToLookup(t => t.Text);

        Assert.Empty(nested.Where(t => others[t.Text].Count() > 1).Select(t => t.Whole).Order());
        Assert.Empty(cases.Where(t => types.Exists(other => other.Parent is BaseNamespaceDeclarationSyntax
            && other.Identifier.Text == t.Identifier.Text)).Select(Whole).Order());
    }

    private static string Whole(BaseTypeDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf().Reverse()
        .Select(node => node is BaseTypeDeclarationSyntax part ? part.Identifier.Text : (node as BaseNamespaceDeclarationSyntax)?.Name.ToString())
        .OfType<string>());
}
