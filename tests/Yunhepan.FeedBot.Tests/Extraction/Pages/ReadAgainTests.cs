using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Html;
using Yunhepan.FeedBot.Extraction.Pages;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>An article is read from its page and the page stays as it was parsed, for whoever reads it next.</summary>
public sealed class ReadAgainTests
{
    public static TheoryData<string, string> Pages() => new()
    {
        {
            "lines that are not the text, and what is inside them",
            ArticlePage.Chinese(
                "<div class='info'>来源：运河网 2024-03-05 08:30 <a href='/print'>打印</a></div>",
                ArticlePage.ChineseText + "<p class='share'><button>分享</button> <label>收藏</label></p><div class='related'><a href='/a/1.html'>相关的另一条新闻</a></div>")
        },
        {
            "pictures that a script would show, drawings, scripts and frames",
            ArticlePage.English(
                "<p class='byline'>By Ann Weaver</p>",
                "<script>var x = 1;</script><noscript><img src='/real.jpg'></noscript>" + ArticlePage.EnglishText
                    + "<img src='/blank.gif' data-src='/canal.jpg' width='600'><svg><title>boat</title></svg><x-card><p>Boats came.</p></x-card><iframe src='/ad'></iframe>")
        },
        {
            "a text in the cell of a table",
            "<html lang='zh'><head><title>" + ArticlePage.ChineseTitle + "</title></head><body><table><tr><td><h1>" + ArticlePage.ChineseTitle
                + "</h1></td></tr><tr><td>" + ArticlePage.ChineseText + "<select><option>选择</option></select></td></tr></table></body></html>"
        },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Reading_an_article_leaves_its_page_as_it_was_and_reading_it_again_gives_the_same(string what, string html)
    {
        var request = new ParseRequest
        {
            Content = Encoding.UTF8.GetBytes(html),
            Url = "https://www.yunhe.example/city/canal.html",
            FetchedAt = new DateTimeOffset(2024, 3, 15, 14, 30, 0, TimeSpan.FromHours(8)),
        };
        var page = PageContext.Read(request, html, TestContext.Current.CancellationToken);
        var before = HtmlMarkup.Inside(page.Document.DocumentElement);

        var first = Read(page);
        var after = HtmlMarkup.Inside(page.Document.DocumentElement);
        var second = Read(page);

        Assert.True(first.ContentText?.Length > 100, what);
        Assert.Equal(before, after);
        Assert.Equal(
            (first.ContentHtml, first.ContentText, first.Title, first.Summary, first.Published?.At, first.ImageUrl, first.NextPageUrl),
            (second.ContentHtml, second.ContentText, second.Title, second.Summary, second.Published?.At, second.ImageUrl, second.NextPageUrl));
    }

    private static ParsedItem Read(PageContext page)
    {
        var reading = PageParser.Read(page, DocumentKind.Article, TestContext.Current.CancellationToken);
        return Assert.IsType<ParsedItem>(new ArticleItemReader(page, reading.Body, reading.Title, reading.Facts).Read());
    }
}
