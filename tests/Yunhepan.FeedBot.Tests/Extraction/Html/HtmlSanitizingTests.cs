using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

public class HtmlSanitizingTests
{
    [Theory]
    [InlineData("<p>\u3000\u3000河水夜里上涨。</p>", "<p>河水夜里上涨。</p>")]
    [InlineData("<p>&nbsp;&nbsp;&nbsp; 河水夜里上涨。</p>", "<p> 河水夜里上涨。</p>")]
    [InlineData("<div>\n&emsp;&emsp;一<br>\u3000\u3000二<br/>三\u3000四</div>", "<div>\n一<br>二<br>三\u3000四</div>")]
    [InlineData("<p><span>\u3000\u3000<b>一</b></span>\u3000二</p>", "<p><span><b>一</b></span>\u3000二</p>")]
    [InlineData("<table><tr><td>&#12288;甲</td><td>乙&nbsp;</td></tr></table>", "<table><tbody><tr><td>甲</td><td>乙&nbsp;</td></tr></tbody></table>")]
    [InlineData("<p><img src=\"http://site.example/a.png\">\u3000图</p>", "<p><img src=\"http://site.example/a.png\">\u3000图</p>")]
    [InlineData("<pre>\u3000\u3000诗\n\u3000句</pre>", "<pre>\u3000\u3000诗\n\u3000句</pre>")]
    [InlineData("<p> ordinary</p>", "<p> ordinary</p>")]
    public void Indentation_is_removed_at_the_start_of_a_line_and_nowhere_else(string html, string expected) =>
        Assert.Equal(expected, HtmlSanitizing.Sanitise(html, "http://site.example/"));

    private const string Base = "https://news.example/a/1.html";

    [Theory]
    [InlineData("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>")]
    [InlineData("<p onclick=\"x()\" style=\"color:red\">a</p>", "<p>a</p>")]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>", "<a>a</a>")]
    [InlineData("<a href=\"jav&#x09;ascript:alert(1)\">a</a>", "<a>a</a>")]
    [InlineData("<form action=/x><p>a</p><input name=q></form>", "<p>a</p>")]
    [InlineData("<iframe src=\"https://x.example/\"></iframe>a", "a")]
    [InlineData("<svg><a xlink:href=\"javascript:1\"><text>x</text></a></svg>a", "xa")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->a", "<img src=\"https://news.example/a/x\">--&gt;a")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "")]
    public void Removes_what_can_act_and_keeps_the_text(string html, string expected) =>
        Assert.Equal(expected, HtmlSanitizing.Sanitise(html, Base));

    [Theory]
    [InlineData("<a href=\"/b\">b</a>", "<a href=\"https://news.example/b\">b</a>")]
    [InlineData("<a href=\"mailto:a@b.example\">b</a>", "<a href=\"mailto:a@b.example\">b</a>")]
    [InlineData("<img src=\"../p.jpg\" alt=\"p\">", "<img src=\"https://news.example/p.jpg\" alt=\"p\">")]
    public void Makes_addresses_absolute(string html, string expected) => Assert.Equal(expected, HtmlSanitizing.Sanitise(html, Base));

    [Theory]
    [InlineData("<img src=\"/blank.gif\" data-src=\"/p.jpg\">")]
    [InlineData("<img data-original=\"/p.jpg\" src=\"data:image/gif;base64,R0lGOD\">")]
    [InlineData("<img srcset=\"/s.jpg 300w, /p.jpg 900w\">")]
    [InlineData("<img src=\"data:,\"><noscript><img src=\"/p.jpg\"></noscript>")]
    public void Finds_the_picture_that_scripts_would_load(string html) =>
        Assert.Contains("src=\"https://news.example/p.jpg\"", HtmlSanitizing.Sanitise(html, Base), StringComparison.Ordinal);

    [Theory]
    [InlineData("/a.jpg 400w,/b.jpg 800w", "https://news.example/a.jpg 400w, https://news.example/b.jpg 800w")]
    [InlineData("/a,w_400.jpg 1x,\n /b,w_800.jpg 2x", "https://news.example/a,w_400.jpg 1x, https://news.example/b,w_800.jpg 2x")]
    [InlineData("/a.jpg, /b.jpg 2x", "https://news.example/a.jpg, https://news.example/b.jpg 2x")]
    [InlineData("/a.jpg 1x,javascript:alert(1) 2x,data:image/png;base64,AAAA 3x", "https://news.example/a.jpg 1x")]
    [InlineData(" , /a.jpg 100w 50h , ", "https://news.example/a.jpg 100w")]
    [InlineData("/a.jpg 1x(, /b.jpg 2x", "https://news.example/b.jpg 2x")]
    [InlineData("/a.jpg javascript:alert(1), /b.jpg 1.5x, /c.jpg onerror=x, /d.jpg -1w", "https://news.example/b.jpg 1.5x")]
    public void Each_size_of_a_picture_is_checked_and_made_absolute(string written, string expected) =>
        Assert.Equal($"<img src=\"https://news.example/p.jpg\" srcset=\"{expected}\">", HtmlSanitizing.Sanitise($"<img src=\"/p.jpg\" srcset=\"{written}\">", Base));

    [Theory]
    [InlineData("<p>a<img src=\"/count?id=1\" width=1 height=1></p>", "<p>a</p>")]
    [InlineData("<p>a<img></p>", "<p>a</p>")]
    public void Drops_pictures_that_show_nothing(string html, string expected) => Assert.Equal(expected, HtmlSanitizing.Sanitise(html, Base));

    [Theory]
    [InlineData("<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>")]
    [InlineData("<figure><img src=\"https://a.example/p.jpg\"><figcaption>a</figcaption></figure>")]
    [InlineData("<pre><code>a &lt; b</code></pre>")]
    [InlineData("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>")]
    [InlineData("<ol start=\"3\"><li>a</li></ol>")]
    public void Keeps_the_forms_that_carry_meaning(string html) => Assert.Equal(html, HtmlSanitizing.Sanitise(html, Base));

    [Fact]
    public void Leaves_no_handler_behind_a_noscript_that_parsers_read_differently()
    {
        var safe = HtmlSanitizing.Sanitise("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>a", Base);
        Assert.DoesNotContain("onerror", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("noscript", safe, StringComparison.Ordinal);
    }

    [Fact]
    public void Survives_nesting_far_deeper_than_any_stack() =>
        Assert.Contains("deep", HtmlSanitizing.Sanitise(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep", Base), StringComparison.Ordinal);
}
