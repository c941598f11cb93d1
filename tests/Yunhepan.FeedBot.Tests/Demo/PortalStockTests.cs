using Yunhepan.FeedBot.SamplePortal.Content;


namespace Yunhepan.FeedBot.Tests.Demo;

public sealed class PortalStockTests
{
    private readonly IReadOnlyList<PortalText> _stock = PortalStock.Read();

    [Fact]
    public void There_are_enough_articles_for_the_start_and_for_the_show()
    {
        Assert.True(_stock.Count >= 36, $"{_stock.Count} articles");
        Assert.InRange(_stock.Count(text => !text.Live), 28, 30);
        Assert.All(PortalChannel.All, channel => Assert.True(_stock.Count(text => text.Channel == channel.Id && !text.Live) >= 4));
        Assert.All(_stock, text => Assert.InRange(text.Paragraphs.Count, 3, 6));
    }

    [Fact]
    public void No_title_and_no_paragraph_stands_twice()
    {
        var texts = _stock.Select(text => text.Title).Concat(_stock.SelectMany(text => text.Paragraphs)).ToList();

        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    [Fact]
    public void The_article_of_the_mission_is_exact()
    {
        var text = Assert.Single(_stock, text => text.Title == "济南评出“十大公安微博”");

        Assert.Equal("大众网", text.Source);
        Assert.Equal(new DateTimeOffset(2011, 11, 3, 16, 14, 0, TimeSpan.FromHours(8)), text.Time);
        Assert.Equal("news", text.Channel);
        Assert.Equal(4, text.Paragraphs.Count);
        Assert.All(["微寻人", "微通缉", "预警", "三级", "昼夜"], word => Assert.Contains(word, string.Concat(text.Paragraphs), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_correction_finds_the_fact_it_puts_right()
    {
        var corrected = _stock.Where(text => text.Correction is not null).ToList();

        Assert.True(corrected.Count >= 6);
        Assert.All(corrected, text =>
        {
            var after = text.Corrected(text.Correction!);
            Assert.NotEqual(text.Title, after.Title);
            Assert.NotEqual(text.Paragraphs, after.Paragraphs);
        });
    }

    [Fact]
    public void Advice_against_fraud_is_news_and_no_alert()
    {
        var advice = _stock.Where(text => text.Title.Contains('骗', StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(advice);
        Assert.All(advice, text => Assert.Equal(("news", null), (text.Channel, text.Urgency)));
    }

    [Fact]
    public void Alerts_are_urgent_and_nothing_else_is()
    {
        Assert.All(_stock, text => Assert.Equal(text.Channel == "alerts", text.Urgency is not null));
        Assert.Equal(3, _stock.Select(text => text.Urgency).OfType<PortalUrgency>().Distinct().Count());
    }
}
