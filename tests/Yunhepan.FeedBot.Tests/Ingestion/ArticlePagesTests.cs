using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>An article that its site splits into pages is joined.</summary>
public sealed class ArticlePagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Following_pages_are_joined()
    {
        await using var rig = await SourcesRig.StartAsync();
        Map(rig, pages: 3);

        var read = await ReadAsync(rig);

        var item = Assert.Single(read.Document.Items);
        Assert.Contains("老码头重开记", item.Title, StringComparison.Ordinal);
        for (var page = 1; page <= 3; page++)
        {
            Assert.Contains(Sentence(page), item.ContentText, StringComparison.Ordinal);
            Assert.Contains(Sentence(page), item.ContentHtml, StringComparison.Ordinal);
        }

        Assert.Equal(3, rig.Origin.Requests.Count(r => r.Path != "/robots.txt"));
    }

    [Fact]
    public async Task A_following_page_that_is_missing_ends_the_article()
    {
        await using var rig = await SourcesRig.StartAsync();
        Map(rig, pages: 3);
        rig.Origin.Map("/a/1_3.html", Answers.Status(404));

        var text = Assert.Single((await ReadAsync(rig)).Document.Items).ContentText;

        Assert.Contains(Sentence(2), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence(3), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_following_page_that_fails_for_now_makes_the_whole_be_tried_again()
    {
        await using var rig = await SourcesRig.StartAsync();
        Map(rig, pages: 3);
        rig.Origin.Map("/a/1_2.html", Answers.Status(500));

        var failed = Assert.IsType<SourceReading.Failed>(await rig.Reader.ReadArticleAsync(Source(rig), rig.Origin.Url("/a/1.html"), Token));

        Assert.Equal(FetchFault.ServerError, failed.Fault);
    }

    [Fact]
    public async Task Ten_pages_are_enough()
    {
        await using var rig = await SourcesRig.StartAsync();
        Map(rig, pages: 14);

        await ReadAsync(rig);

        Assert.Equal(10, rig.Origin.Requests.Count(r => r.Path != "/robots.txt"));
    }

    [Fact]
    public async Task A_missing_article_is_a_failure()
    {
        await using var rig = await SourcesRig.StartAsync();

        var failed = Assert.IsType<SourceReading.Failed>(await rig.Reader.ReadArticleAsync(Source(rig), rig.Origin.Url("/a/none.html"), Token));

        Assert.Equal(FetchFault.NotFound, failed.Fault);
    }

    private static void Map(SourcesRig rig, int pages)
    {
        for (var page = 1; page <= pages; page++)
            rig.Origin.Map(Path(page), Answers.Text(Html(page, pages)));
    }

    private static string Path(int page) => page == 1 ? "/a/1.html" : $"/a/1_{page}.html";

    private static string Sentence(int page) => $"这是第{page}页上独有的一句话，讲的是码头第{page}号泊位的往事。";

    private static string Html(int page, int pages)
    {
        var links = string.Concat(Enumerable.Range(1, pages).Select(n => n == page ? $"<b>{n}</b> " : $"<a href=\"{Path(n)}\">{n}</a> "));
        var next = page < pages ? $"<a href=\"{Path(page + 1)}\">下一页</a>" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>老码头重开记 - 运河晚报网</title></head>
            <body>
            <div class="nav"><a href="/">首页</a> &gt; <a href="/news/">新闻</a> &gt; 正文</div>
            <div class="article">
            <h1>老码头重开记</h1>
            <div class="info">时间：2011-11-03 16:14　来源：运河晚报　作者：林一舟</div>
            <div class="content">
            <p>清晨六点，河面上的雾还没有散，老码头的石阶已经被扫得干干净净。守了三十年闸口的老人说，他等这一天等了很久。</p>
            <p>{Sentence(page)}</p>
            <p>船工们把缆绳系好，孩子们趴在栏杆上数着来往的货船，岸边新栽的柳树刚刚抽出嫩芽，街坊们端着早饭站在门口聊天。</p>
            </div>
            <div class="pages">{links}{next}</div>
            </div>
            <div class="footer">运河晚报网 版权所有</div>
            </body></html>
            """;
    }

    private static async Task<SourceReading.Read> ReadAsync(SourcesRig rig)
    {
        var reading = await rig.Reader.ReadArticleAsync(Source(rig), rig.Origin.Url("/a/1.html"), Token);
        Assert.True(reading is SourceReading.Read, reading.ToString());
        return (SourceReading.Read)reading;
    }

    private static Source Source(SourcesRig rig) =>
        new() { Id = "test", Url = rig.Origin.Url("/"), Name = new LocalisedName("测试", "Test") };
}
