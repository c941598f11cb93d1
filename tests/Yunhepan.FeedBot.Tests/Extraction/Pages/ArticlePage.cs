using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Builds small article pages in our own words around the part that a test needs.</summary>
internal static class ArticlePage
{
    public const string ChineseTitle = "古运河清淤工程提前完工";

    public const string ChineseText = """
        <p>古运河城区段清淤工程日前提前完工，河道恢复通航，沿线三处码头同时开放，市民可以乘船往返于老城和新城之间。</p>
        <p>施工方介绍，工程历时五个月，清出淤泥十二万方，全部运往城北的砖厂烧制成砖，没有一方倒进农田。</p>
        <p>附近居民说，夏天的气味没有了，河边散步的人比去年多了一倍，岸边的小店也重新开了门。</p>
        """;

    public const string EnglishText = """
        <p>The old canal through the town is open to boats again, four weeks before the date that the contractor had promised, the harbour office says.</p>
        <p>Workers took out mud that had settled for thirty years, and all of it went to the brickworks in the north, so that none was dumped on fields.</p>
        <p>People who live near by say that the smell of the summer months is gone, and that twice as many walk along the banks as did last year.</p>
        """;

    public const string GermanText = """
        <p>Der alte Kanal durch die Stadt ist wieder für Boote offen, vier Wochen früher als zugesagt, wie das Hafenamt am Abend mitteilte.</p>
        <p>Arbeiter hoben Schlamm aus, der sich in dreißig Jahren gesammelt hatte, und brachten ihn in die Ziegelei im Norden der Stadt.</p>
        <p>Anwohner sagen, der Geruch der Sommermonate sei verschwunden, und am Ufer gehen doppelt so viele Menschen spazieren wie im Vorjahr.</p>
        """;

    /// <summary>A page with navigation above, the given part between title and text, and a footer.</summary>
    public static string Chinese(string facts, string? text = null, string head = "", string? heading = null) => $"""
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{ChineseTitle}_运河网</title>{head}</head><body>
        <div class="nav"><a href="/">首页</a> <a href="/city/">城市新闻</a> <a href="/life/">民生热线</a></div>
        <div class="content">{heading ?? $"<h1>{ChineseTitle}</h1>"}{facts}<div class="article-body">{text ?? ChineseText}</div></div>
        <div class="footer">版权所有 © 2008-2024 运河网</div></body></html>
        """;

    public static string English(string facts, string? text = null, string head = "", string language = "en", string title = "Old canal open to boats again") => $"""
        <!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>
        <nav><a href="/">Home</a> <a href="/town/">Town</a></nav>
        <main><h1>{title}</h1>{facts}<div class="text">{text ?? EnglishText}</div></main><footer>Canal News</footer></body></html>
        """;

    public static string German(string facts, string? text = null, string head = "") =>
        English(facts, text ?? GermanText, head, "de", "Alter Kanal wieder für Boote offen");

    public static ParsedFeed Read(string html, string address = "https://www.yunhe.example/city/canal.html") =>
        Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(Request(html, address), TestContext.Current.CancellationToken)).Feed;

    public static ParseRequest Request(string html, string address) => new()
    {
        Content = Encoding.UTF8.GetBytes(html),
        ContentType = "text/html; charset=utf-8",
        Url = address,
        FetchedAt = new DateTimeOffset(2024, 3, 15, 14, 30, 0, TimeSpan.FromHours(8)),
    };

    public static ParsedItem Item(string html, string address = "https://www.yunhe.example/city/canal.html") => Assert.Single(Read(html, address).Items);

    public static string? Time(string html, string address = "https://www.yunhe.example/city/canal.html") =>
        Item(html, address).Published?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
