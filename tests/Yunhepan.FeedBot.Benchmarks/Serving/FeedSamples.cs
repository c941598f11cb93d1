using System.Text;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <summary>Sample articles like those of portals: Chinese, with five kilobytes of HTML each.</summary>
internal static class FeedSamples
{
    public static Article Article(int number)
    {
        var at = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(8)).AddMinutes(number);
        var identity = $"url:portal.example/{number}";
        var html = new StringBuilder();
        var text = new StringBuilder();
        // The words do not repeat; otherwise the compressed feed would be smaller than any real one.
        var random = new Random(number);
        for (var i = 0; html.Length < 2000; i++)
        {
            var paragraph = $"第{number}号消息的第{i}段：记者从市里了解到，运河岸边的步道今天开放，沿线新添了驿站、座椅和路灯，市民可以从老街一直走到码头。" + Words(random, 60);
            html.Append("<p>").Append(paragraph).Append("</p>");
            text.Append(paragraph).Append('\n');
        }

        return new Article
        {
            PublicId = ArticleIdentity.PublicId("portal", identity),
            SourceId = "portal",
            Identity = identity,
            Url = $"http://www.portal.example/2026/11/{number}.html",
            Title = $"第{number}号消息：运河岸边新添步道",
            ContentHtml = html.ToString(),
            ContentText = text.ToString(),
            PublishedAt = at,
            PublishedOffsetMinutes = 480,
            PublishedHasTime = true,
            FirstSeenAt = at.AddMinutes(3),
            SortAt = at,
            OriginName = "运河晚报",
            ContentHash = identity,
            Revision = number,
            Categories = [new ArticleCategory { CategoryId = "news", Reason = "source" }],
        };
    }

    private static string Words(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => i % 12 == 11 ? '，' : (char)(0x4E00 + random.Next(3000))));
}
