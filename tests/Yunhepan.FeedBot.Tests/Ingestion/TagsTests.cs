using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>A title among the keywords, as a whole or split at its commas, is not a tag.</summary>
public sealed class TagsTests
{
    [Theory]
    [InlineData("停水通知", "停水通知", "")]
    [InlineData("城区停水，请提前储水", "城区停水,请提前储水,民生", "民生")]
    [InlineData("运河、湖泊、泉水：三地联动", "民生,运河,湖泊,泉水：三地联动", "民生")]
    [InlineData("Storm warning, stay at home", "storm warning,Stay at home!,weather", "weather")]
    [InlineData("城区停水，请提前储水", "停水,民生", "停水|民生")]
    [InlineData("运河两岸", "运河,两岸关系", "运河|两岸关系")]
    public void A_title_is_no_tag(string title, string categories, string tags)
    {
        var rss = $"<rss version=\"2.0\"><channel><title>t</title><link>http://a.example/</link><item><title>{title}</title><link>http://a.example/1</link>"
            + string.Concat(categories.Split(',').Select(c => $"<category>{c}</category>")) + "<description>一些正文。</description></item></channel></rss>";
        var request = new ParseRequest { Content = Encoding.UTF8.GetBytes(rss), Url = "http://a.example/feed", FetchedAt = new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero) };
        var parsed = Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(request, TestContext.Current.CancellationToken));

        Assert.Equal(tags, string.Join('|', ItemNormaliser.Normalise(parsed.Feed).Items.Single().Tags));
    }
}
