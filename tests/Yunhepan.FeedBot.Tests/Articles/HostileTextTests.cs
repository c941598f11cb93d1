using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>What no database or message can hold (NUL, halves of characters) costs a source none of its articles.</summary>
public sealed class HostileTextTests(TestDatabases databases)
{
    private const string Nul = "\\u0000", Half = "\\ud83d", OtherHalf = "\\udc00";

    private static string Json(int n) => $$"""
        {"id":"{{n}}{{Nul}}{{Half}}","url":"http://portal.example/{{Nul}}{{n}}{{Half}}.html","title":"第{{n}}号{{Nul}}公告{{OtherHalf}}：城南道路","summary":"施工{{Half}}安排{{Nul}}",
         "content_html":"<p title=\"{{Nul}}\">{{Nul}}{{new string('字', 200)}}{{Half}}</p><img src=\"http://portal.example/{{Half}}.png\">","image":"http://portal.example/{{Nul}}.png",
         "authors":[{"name":"记{{Nul}}者{{Half}}"}],"tags":["道{{Nul}}路{{OtherHalf}}"],"language":"zh{{Nul}}","external_url":"http://origin.example/{{Half}}",
         "attachments":[{"url":"http://portal.example/a{{Nul}}.mp3","mime_type":"audio/mpeg{{Half}}","title":"声{{Nul}}音"}]}
        """;

    private static string Xml(int n) => $"""
        <item><title>第{n}号&#0;公告&#xD83D;：城南道路{'\0'}</title><link>http://portal.example/{n}&#0;.html</link><guid>{n}&#x0;&#xDC00;{'\0'}</guid><author>记&#0;者&#xD83D;</author>
        <category>道{'\0'}路&#xD83D;</category><description><![CDATA[<p>{'\0'}{new string('字', 200)}&#0;&#xD83D;</p>]]></description><enclosure url="http://portal.example/{'\0'}&#0;.mp3" type="audio&#0;/mpeg" length="1"/></item>
        """;

    private static Microsoft.AspNetCore.Http.RequestDelegate Feed(string kind, int count)
    {
        var numbers = Enumerable.Range(1, count).Reverse();
        return kind == "json"
            ? Answers.Text($$"""{"version":"https://jsonfeed.org/version/1.1","title":"门{{Nul}}户{{Half}}","language":"zh{{Nul}}","items":[{{string.Join(',', numbers.Select(Json))}}]}""", "application/feed+json")
            : Answers.Text($"<rss version=\"2.0\"><channel><title>门{'\0'}户&#0;&#xD83D;</title><link>http://portal.example/</link>{string.Concat(numbers.Select(Xml))}</channel></rss>", "application/rss+xml");
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "json")]
    [InlineData(DatabaseEngine.Postgres, "json")]
    [InlineData(DatabaseEngine.Sqlite, "rss")]
    [InlineData(DatabaseEngine.Postgres, "rss")]
    public async Task A_feed_full_of_them_is_stored_and_its_news_alert(DatabaseEngine engine, string kind)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/feed", Feed(kind, 3), Feed(kind, 4));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        Assert.False((await rig.StateAsync()).IsInDoubt);
        Assert.Equal([false, false, false, true], (await rig.LogAsync()).Select(r => r.Revision.Alerting));
        Assert.All(await rig.LatestAsync(), article =>
        {
            foreach (var text in (string?[])[article.Title, article.ContentText, article.ContentHtml, article.Summary, article.Url, article.ImageUrl, article.Identity, .. article.Authors, .. article.Tags])
                Assert.True(text is null || !text.Contains('\0', StringComparison.Ordinal) && IsWhole(text), text);
        });
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_and_its_pages_full_of_them_are_stored(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/list", Answers.Text("<html><head><meta charset=utf-8><title>要\0闻&#0;</title></head><body><ul>" + string.Concat(Enumerable.Range(1, 3).Select(n =>
            $"<li><span>2026-11-2{n}</span><a href=\"/p{n}.html\">第{n}号公告&#0;：城南\0道路夜间施工&#xD83D;安排</a></li>")) + "</ul></body></html>"));
        foreach (var n in (int[])[1, 2, 3])
            rig.Origin.Map($"/p{n}.html", Answers.Text(
                $"<html><head><meta charset=utf-8><meta name=keywords content=\"道\0路&#0;\"><title>第{n}号公告\0：城南道路夜间施工安排</title></head><body><h1>第{n}号公告：城南&#0;道路夜间施工安排</h1><div>2026-11-2{n} 09:15 来源：水\0乡&#0;日报 作者：记\0者</div><p>{n}\0{new string('字', 400)}&#0;&#xD83D;</p></body></html>"));
        rig.Follow(rig.Source("/list", kind: SourceKind.List));

        for (var i = 0; i < 3; i++)
            await rig.PollAsync();

        Assert.Equal(3, (await rig.LatestAsync()).Count(a => a.ContentText.Contains("字字", StringComparison.Ordinal) && !a.Title.Contains('\0', StringComparison.Ordinal)));
    }

    private static bool IsWhole(string text)
    {
        try
        {
            return new System.Text.UTF8Encoding(false, true).GetByteCount(text) >= 0;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }
}
