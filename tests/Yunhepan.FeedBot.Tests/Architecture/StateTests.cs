using System.Reflection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>Only the transitions change the state of a source, of its pages and of its push.</summary>
public sealed class StateTests
{
    [Theory]
    [InlineData(typeof(SourceState))]
    [InlineData(typeof(PageRevisit))]
    [InlineData(typeof(ListedPage))]
    [InlineData(typeof(PushLease))]
    public void A_state_is_changed_by_its_own_transitions_alone(Type state) =>
        Assert.DoesNotContain(state.GetProperties(), p => p.SetMethod is { IsPrivate: false } set
            && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));

    [Fact]
    public void An_article_knows_nothing_of_when_its_page_is_looked_at()
    {
        string[] words = ["Look", "Missing", "NextAt", "Attempt", "Due"];

        Assert.DoesNotContain(
            typeof(Article).GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance),
            p => Array.Exists(words, word => p.Name.Contains(word, StringComparison.Ordinal)));
    }
}
