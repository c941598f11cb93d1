using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>
/// What the commands say about pauses and urgent alerts comes from the policy that decides, so a change of its rules changes their
/// replies too.
/// </summary>
public sealed class PolicyTests
{
    /// <summary>The preferences behind these rules.</summary>
    private static readonly string[] Preferences = ["UrgentInQuiet", "PausedUntil", "RestsUntil"];

    [Theory]
    [InlineData($"{ProductCode.Product}.Chat")]
    [InlineData(ProductCode.Product)]
    public void Commands_ask_the_policy_about_pauses_and_urgent_alerts(string project) =>
        Assert.Empty(ProductCode.Files(project).SelectMany(f => f.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => Preferences.Contains(name.Identifier.Text) && !IsText(name))
            .Select(name => $"{name.SyntaxTree.FilePath}: {name.Parent}"));

    // A text of the same name.
    private static bool IsText(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "texts" } } or AssignmentExpressionSyntax;
}
