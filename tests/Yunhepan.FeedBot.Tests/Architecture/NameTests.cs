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
            .SelectMany(n => n.Members.Where(IsType).Select(t => (Name: NameOf(t), Whole: $"{n.Name}.{NameOf(t)}")));

        var twice = types.Distinct().GroupBy(t => t.Name).Where(g => g.Count() > 1).ToList();

        Assert.Empty(twice.Select(g => g.Key).Order());
    }

    /// <summary>The cases of a closed record aside: they are always named with it, as in <c>FetchResult.Failed</c>.</summary>
    [Fact]
    public void No_nested_type_has_the_name_of_another_type()
    {
        var types = ProductCode.Projects.SelectMany(ProductCode.Files)
            .SelectMany(f => f.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
            // A block of extension members has no name.
            .Where(t => IsType(t) && NameOf(t).Length > 0).ToList();
        var cases = types.Where(t => t.Parent is RecordDeclarationSyntax record && record.Modifiers.Any(SyntaxKind.AbstractKeyword))
            .ToHashSet();
        var nested = types.Where(t => t.Parent is TypeDeclarationSyntax && !cases.Contains(t)).Select(t => (Name: NameOf(t), Whole: Whole(t)))
            .Distinct();
        var others = types.Where(t => !cases.Contains(t)).Select(t => (Name: NameOf(t), Whole: Whole(t))).Distinct().ToLookup(t => t.Name);

        Assert.Empty(nested.Where(t => others[t.Name].Count() > 1).Select(t => t.Whole).Order());
        Assert.Empty(cases.Where(t => types.Exists(other => other.Parent is BaseNamespaceDeclarationSyntax && NameOf(other) == NameOf(t)))
            .Select(Whole).Order());
    }

    private static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax { Identifier.Text: var name } => name,
        DelegateDeclarationSyntax { Identifier.Text: var name } => name,
        _ => throw new ArgumentException($"not a type: {type}", nameof(type)),
    };

    private static string Whole(MemberDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf().Reverse()
        .Select(node => node is BaseNamespaceDeclarationSyntax space ? space.Name.ToString()
            : node is MemberDeclarationSyntax part && IsType(part) ? NameOf(part) : null)
        .OfType<string>());
}
