using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Ten documents arrive in place of a source's own through real polls, and none of them alerts.</summary>
public sealed class StrangeDocumentTests(TestDatabases databases)
{
    private static readonly string[] Streets = ["古槐路", "太白楼路", "琵琶山路", "洸河路", "红星路", "共青团路"];

    public static TheoryData<string, string> Documents() => new()
    {
        { "feed", "<html><head><title>提示信息</title></head><body><p>抱歉，指定的版块不存在</p></body></html>" },
        { "feed", "<html><head><title>The Gazette</title></head><body><p>Become a member to keep reading.</p><p>Already a subscriber? Log in.</p></body></html>" },
        { "feed", Rss(40, "美食") },
        { "feed", Rss(40, "美食").Replace("</item>", "<pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate></item>", StringComparison.Ordinal) },
        { "json", "{\"code\":401,\"message\":\"token expired\",\"data\":[]}" },
        { "json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"测试源\",\"items\":[]}" },
        { "list", "<html><head><meta charset=utf-8><title>新闻</title></head><body><h1>网络开小差了</h1><p>服务器开小差了，点击重试</p></body></html>" },
        { "list", "<html><head><title>News</title></head><body><h1>We value your privacy</h1><p>We and our partners use cookies and similar technologies.</p><p>Accept all cookies</p></body></html>" },
        { "page", "<html><head><meta charset=utf-8><title>古槐路改造</title></head><body><h1>古槐路改造</h1><p>轻触屏幕右上角，在浏览器中打开，好戏马上开场。</p></body></html>" },
        { "page", "<html><head><title>Reading room</title></head><body><h1>Reading room</h1><p>" + "The lamp is out and the clerk has gone to fetch oil; the books will be on the table again within the hour. Mind the step. " + "</p></body></html>" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task What_is_not_the_sources_own_document_is_not_told_and_the_operator_sees_it(string kind, string strange)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        foreach (var n in Enumerable.Range(0, 6))
            rig.Origin.Map($"/n/{n}.html", Answers.Text(Page(n)));
        var own = kind switch
        {
            "feed" => Answers.Text(Rss(1, "城区"), "application/rss+xml"),
            "json" => Answers.Text(Json(), "application/feed+json"),
            "list" => Answers.Text(List()),
            _ => Answers.Text(Page(0)),
        };
        rig.Origin.Map("/it", own);
        rig.Follow(rig.Source("/it"));
        for (var i = 0; i < 4; i++)
        {
            // Another letter each time, so that it is read.
            var again = i;
            rig.Origin.Map("/it", kind == "feed" ? Answers.Text(Rss(1, "城区") + $"<!-- {again} -->", "application/rss+xml") : own);
            await rig.PollAsync();
        }

        var before = (await rig.LogAsync()).Count;
        rig.Origin.Map("/it", Answers.Text(strange, strange.StartsWith('{') ? "application/json" : strange.StartsWith("<rss", StringComparison.Ordinal) ? "application/rss+xml" : "text/html; charset=utf-8"));
        for (var i = 0; i < 5; i++)
            await rig.PollAsync(TimeSpan.FromHours(1));

        Assert.True(before > 0);
        Assert.Equal(before, (await rig.LogAsync()).Count);
        Assert.True((await rig.StateAsync()).IsInDoubt);
    }

    private static string Title(int n, string about = "城区") => $"{about}{Streets[n % 6]}第{n}期改造";

    private static string Text(int n) => string.Concat(Streets.Select((s, i) => $"{s}{(i + n) % 7}标段今天完成铺设，现场由第{n}工区负责看护，过往车辆请减速慢行。"));

    private static string Page(int n) =>
        $"<html><head><meta charset=utf-8><title>{Title(n)}</title></head><body><h1>{Title(n)}</h1><div class=info>时间：2026-11-2{n % 4} 08:00 来源：某日报</div><div class=content><p>{Text(n)}</p></div></body></html>";

    private static string Rss(int first, string about) =>
        ArticlesRig.Rss([.. Enumerable.Range(first, 6).Select(n => (Title(n, about), $"/n/{(char)('a' + (n % 26))}{n % 6}.html", Text(n) + Text(n + 1)))]);

    private static string Json() => "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"测试源\",\"items\":["
        + string.Join(',', Enumerable.Range(1, 6).Select(n => $"{{\"id\":\"{n}\",\"url\":\"http://portal.example/n/{n}\",\"title\":\"{Title(n)}\",\"content_text\":\"{Text(n)}\"}}")) + "]}";

    private static string List() => "<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=d1>"
        + string.Concat(Enumerable.Range(0, 6).Select(n => $"<li><span>2026-11-2{n % 4}</span><a href=/n/{n}.html>{Title(n)}</a></li>")) + "</ul></body></html>";
}
