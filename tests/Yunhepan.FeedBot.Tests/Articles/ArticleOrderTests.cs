using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class ArticleOrderTests
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 23, 18, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_plausible_time_of_publication_counts()
    {
        var published = Seen.AddHours(-5);

        Assert.Equal(published, ArticleOrder.SortAt(published, hasTime: true, Seen));
    }

    [Fact]
    public void Without_a_time_discovery_counts() => Assert.Equal(Seen, ArticleOrder.SortAt(null, hasTime: false, Seen));

    [Fact]
    public void A_time_in_the_future_does_not_pin_an_article_to_the_top() =>
        Assert.Equal(Seen, ArticleOrder.SortAt(Seen.AddDays(30), hasTime: true, Seen));

    [Fact]
    public void A_date_of_today_without_time_counts_as_now() =>
        Assert.Equal(Seen, ArticleOrder.SortAt(new DateTimeOffset(Seen.Date, Seen.Offset), hasTime: false, Seen));

    [Fact]
    public void A_date_without_time_long_ago_keeps_its_day()
    {
        var old = new DateTimeOffset(2011, 11, 3, 0, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(old, ArticleOrder.SortAt(old, hasTime: false, Seen));
    }
}
