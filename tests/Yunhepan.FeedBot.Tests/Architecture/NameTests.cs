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
}
