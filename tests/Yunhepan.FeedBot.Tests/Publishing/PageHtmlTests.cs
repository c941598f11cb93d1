using AngleSharp.Html.Parser;
using Yunhepan.FeedBot.Extraction.Html;
using Yunhepan.FeedBot.Publishing.Html;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests the content of articles on our pages.</summary>
public sealed class PageHtmlTests
{
    [Theory]
    [InlineData("<h1>一</h1><h3>二</h3><h4>三</h4><h3>四</h3><h1>五</h1>", "<h2>一</h2><h3>二</h3><h4>三</h4><h3>四</h3><h2>五</h2>")]
    [InlineData("<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6>", "<h2>1</h2><h3>2</h3><h4>3</h4><h5>4</h5><h6>5</h6><h6>6</h6>")]
    [InlineData("<h2> </h2><h3>一</h3>", " <h2>一</h2>")]
    [InlineData("<main><p>正文</p></main>", "<div><p>正文</p></div>")]
    [InlineData("<center><font color=\"red\"><big>大</big><tt>码</tt><strike>删</strike></font></center>", "<div><span><span>大</span><span>码</span><s>删</s></span></div>")]
    [InlineData("<p id=\"main\" class=\"a\" style=\"color:red\" lang=\"en\">x</p>", "<p lang=\"en\">x</p>")]
    [InlineData("<p lang=\"klingon!\" dir=\"up\">x</p>", "<p>x</p>")]
    [InlineData("<img src=\"http://a.example/1.png\" width=\"100%\" height=\"80\">", "<img src=\"http://a.example/1.png\" height=\"80\" alt=\"\">")]
    [InlineData("<img src=\"http://a.example/1.png\" alt=\"a &lt; b\">", "<img src=\"http://a.example/1.png\" alt=\"a &lt; b\">")]
    [InlineData("<a href=\"http://a.example/big\"><img src=\"http://a.example/1.png\"></a>", "<a href=\"http://a.example/big\"><img src=\"http://a.example/1.png\" alt=\"图片\"></a>")]
    [InlineData("<p><a href=\"http://a.example/\"></a>x<a href=\"http://a.example/\">y</a></p>", "<p>x<a href=\"http://a.example/\">y</a></p>")]
    [InlineData("<ul>散<li>一</li><ul><li>二</li></ul></ul>", "<ul><li>散</li><li>一</li><li><ul><li>二</li></ul></li></ul>")]
    [InlineData("<li>一</li><dd>二</dd>", "<div>一</div><div>二</div>")]
    [InlineData("<table><tbody><tr><th scope=\"row\"></th><th scope=\"up\">x</th><td headers=\"h\">y</td></tr></tbody></table>", "<table tabindex=\"0\"><tbody><tr><td></td><th>x</th><td>y</td></tr></tbody></table>")]
    [InlineData("<audio src=\"http://a.example/1.mp3\"></audio>", "<audio src=\"http://a.example/1.mp3\" controls=\"\"></audio>")]
    [InlineData("一<br>二 &amp; 三", "一<br>二 &amp; 三")]
    [InlineData("<p>一<p>二</p>三</p>", "<p>一</p><p>二</p>三<p></p>")]
    [InlineData("<b>一</i></b> 1 < 2", "<b>一</b> 1 &lt; 2")]
    public void Content_fits_below_the_title_of_the_page(string content, string expected) =>
        Assert.Equal(expected, PageHtml.Rewrite(content, PageTexts.Chinese.Picture));

    [Fact]
    public void Whatever_a_source_writes_becomes_html_that_a_strict_parser_takes()
    {
        string[] pieces =
        [
            "济宁", "<p>", "</p>", "<h1>", "<h3>", "</h3>", "<main>", "</main>", "<font color=red>", "</font>", "<center>", "<big>", "<tt>", "<strike>", "</strike>", "<ul>", "<li>", "</ul>",
            "<dl>", "<dt>", "<dd>", "</dl>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<a href='/x'>", "</a>", "<img src=a.png>", "<img src=b.png alt='图'>", "<marquee>", "</marquee>", "<b>", "</b>",
            "<div id=main>", "</div>", "<video src=/v.mp4></video>", "<ruby>漢<rt>かん</ruby>", "<details><summary>", "</summary>", "</details>", "<pre>\n\n1 < 2", "</pre>", "<blockquote>", "</blockquote>",
            "<form>", "<object>", "<aside>", "</aside>", "<caption>", "<br>", "<hr>", "&amp;", "&lt;script&gt;", " ", "<span lang=xx>", "<section>", "</section>",
        ];
        var random = new Random(20261125);
        for (var round = 0; round < 3000; round++)
        {
            var written = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            var sanitised = HtmlSanitizing.Sanitise(written, "http://a.example/");
            var html = PageHtml.Rewrite(sanitised, PageTexts.Chinese.Picture);
            try
            {
                var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument($"<!doctype html><html lang=\"zh\"><head><title>t</title></head><body><h1>t</h1>{html}</body></html>");
                Assert.Empty(document.QuerySelectorAll("[id], main, font, center, big, tt, strike, aside, a a, p p, img:not([alt])"));
                Assert.Single(document.QuerySelectorAll("h1"));
            }
            catch (HtmlParseException e)
            {
                Assert.Fail($"{e.Message}\n{written}\n{sanitised}\n{html}");
            }
        }
    }
}
