using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

public sealed class SelectorsTests
{
    private const string Page = """
        <html lang="zh"><head><title>某站</title></head><body>
        <div class="hot"><a href="/hot/1.html">侧栏里的热门文章标题一</a></div>
        <div class="entry"><a href="/a/1.html" title="一条完整的长标题在属性里">一条完整的长…</a> <i>2026-11-03 16:14</i></div>
        <div class="entry"><a href="/a/2.html">第二条</a></div>
        <h3 class="real">真正的标题</h3><span class="when">2011年11月3日 16:14</span>
        <div class="text"><p>第一段。</p><p>第二段。<script>alert(1)</script></p></div>
        <p>不属于正文的一长段话，写得很长很长，长到引擎也许会以为它就是正文，但是操作者说它不是正文，所以它不应当出现在结果里。</p>
        </body></html>
        """;

    private static ParsedFeed Parse(PageSelectors selectors, DocumentForm? form, string page = Page) =>
        Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
            new ParseRequest
            {
                Content = Encoding.UTF8.GetBytes(page),
                Url = "http://portal.example/list/",
                ContentType = "text/html; charset=utf-8",
                FetchedAt = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero),
                Selectors = selectors,
                Expected = form,
            },
            TestContext.Current.CancellationToken)).Feed;

    [Fact]
    public void Stated_items_are_the_list_with_full_titles_and_dates()
    {
        var feed = Parse(new PageSelectors { Items = ".entry" }, null);

        Assert.Equal(DocumentKind.List, feed.Kind);
        Assert.Equal(
            [("http://portal.example/a/1.html", "一条完整的长标题在属性里"), ("http://portal.example/a/2.html", "第二条")],
            feed.Items.Select(i => (i.Url, i.Title)));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 16, 14, 0, TimeSpan.FromHours(8)), feed.Items[0].Published?.At);
    }

    [Fact]
    public void Stated_parts_of_an_article_win_and_are_sanitised()
    {
        var item = Assert.Single(Parse(new PageSelectors { Title = ".real", Date = ".when", Content = ".text" }, DocumentForm.Article).Items);

        Assert.Equal("真正的标题", item.Title);
        Assert.Equal(new DateTimeOffset(2011, 11, 3, 16, 14, 0, TimeSpan.FromHours(8)), item.Published?.At);
        Assert.Equal("第一段。\n第二段。", item.ContentText);
        Assert.DoesNotContain("script", item.ContentHtml, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The extraction leaves these elements out of the text; a source that states them by a selector gets them.</summary>
    [Fact]
    public void Stated_parts_are_found_where_the_engine_would_leave_them_out()
    {
        var page = ArticlePage.Chinese(
            "<div class='info'>2024-03-05 08:30</div>",
            ArticlePage.ChineseText
                + "<p class='changed'>责任编辑：王一 2024-03-06 09:15</p><div class='related'>延伸阅读：<b class='other'>另一个标题在这里</b>，说的是另一件事。</div>");

        var item = Assert.Single(
            Parse(new PageSelectors { Title = ".other", Date = ".changed", Content = ".related" }, DocumentForm.Article, page).Items);

        Assert.Equal(new DateTimeOffset(2024, 3, 6, 9, 15, 0, TimeSpan.FromHours(8)), item.Published?.At);
        Assert.Equal(("另一个标题在这里", "延伸阅读：另一个标题在这里，说的是另一件事。"), (item.Title, item.ContentText));
    }

    [Fact]
    public void A_selector_that_matches_nothing_changes_nothing() =>
        Assert.NotEmpty(Parse(new PageSelectors { Items = ".no-such-thing", Content = ".nor-this" }, DocumentForm.Article).Items);

    [Theory]
    [InlineData("ul.list > li", true)]
    [InlineData("a[href*='/news/']", true)]
    [InlineData("div[", false)]
    [InlineData(">>", false)]
    public void An_invalid_selector_is_reported(string selector, bool valid) => Assert.Equal(valid, PageSelectors.IsValid(selector));
}
