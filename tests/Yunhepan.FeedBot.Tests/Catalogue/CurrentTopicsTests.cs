using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Catalogue;

/// <summary>The list of feeds says when it came to be what it is.</summary>
public sealed class CurrentTopicsTests
{
    [Fact]
    public void The_tree_knows_since_when_it_is_what_it_is()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero));
        var catalogue = new SourceCatalogue { Site = new Site() };
        var topics = new CurrentTopics(new CurrentCatalogue(() => catalogue), new SourceTitles(), time);

        Assert.Equal(time.GetUtcNow(), topics.Since);
        var loaded = topics.Since;
        time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(loaded, topics.Since);
        catalogue = catalogue with { Site = new Site { Language = "en" } };
        Assert.Equal(time.GetUtcNow(), topics.Since);
    }
}
