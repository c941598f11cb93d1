using System.Text;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

/// <summary>Without a tree a fragment is read exactly as through one, or not at all.</summary>
public sealed class FragmentReaderTests
{
    private const int Rounds = 20_000;

    private static readonly Uri Base = new("https://canal.example/notes/1.html");

    private static readonly string[] Names =
        ("p p p div div b i em strong a a span span ul ol li li h2 h3 blockquote code pre sub figure figcaption font small u del section table tr td th tbody thead dl dt dd center "
            + "article header nav fieldset legend iframe object form o:p svg video audio q label unknown address main details summary").Split(' ');

    private static readonly string[] Attributes =
    [
        "", "", "", " class=\"x\"", " title='a \"b\" &amp; c'", " href=\"/a?b=1&amp;c=2\"", " href='javascript:alert(1)'", " href=\"mailto:a@canal.example\"", " href=\" x y \"", " style=\"color:red\"",
        " data-x=\"1\"", " lang=\"zh\"", " onclick=\"alert(1)\"", " href=\"#top\"", " title=\"a\u00a0b\"", " title=\"a\" title=\"b\"", " HREF=\"/up\"", " id=x", " title=\"<b>\"", " href=\"data:text/html,x\"",
        " href=/a/b?c=d&e=f", " href=\"/a?b&copy=1&amp\"", " title=&quot;x", " title=a&copy;b", " / ", " title", " title = \"x\"", " title=\"a\nb\"", " =x", " href=\"https://canal.example/%7Ea/../b\"",
    ];

    private static readonly string[] Texts =
    [
        "word ", "运河\n集市", " a\n b ", "1 &lt; 2", "&amp;lt;b&gt;", "caf&eacute;", "&nbsp;", "a & b", "AT&T", "&#8217;", "&#x27;", "\n", " ", "<br>", "</p>", "&copy", "\u00a0x", "\r\n", "“引号”\n中文", "<br/>", "<hr>", "<!-- c -->", "\n<!-- x -->中",
        "<img src=\"/i.png\" alt=\"A\">", "<img src='i.png' width=\"1\">", "<img src=\"a.jpg\" width=\"640\" height=\"480\" class=\"c\"/>", "<img data-src=\"b.jpg\" src=\"spacer.gif\">", "<img alt=x>", "<script>x</script>", "\t", "&#0;", "&lang;", "&notit;", "&ampx", "&foo;", "&#128;",
        "<img src=/e.png alt=😀>", "<wbr>", "<input type=text>", "</b>", "</li>", "</div>", "<li>", "<p>", "<tr>", "<td>", "</td>", "</table>", "</a>", "<i>", "<style>p{}</style>", "<", "< b", "<3", "&", "&;", "<noscript>x</noscript>", "<source src=/v.mp4>", "</br>", "<option>x",
        "<img srcset=\"/s.jpg 300w, /p.jpg 900w\">", "&#55357;&#56841;", "\u200b", "<pre>&lt;x\n y</pre>", "<pre>\nx</pre>", "<pre>&#10;x</pre>", "<img src=\"data:x\">",
    ];

    [Theory]
    [InlineData("<p>One &amp; two</p>\n<p><a class=\"c\" href=\"/x\">Link</a> and <strong>more</strong></p>", "<p>One &amp; two</p>\n<p><a href=\"https://canal.example/x\">Link</a> and <strong>more</strong></p>", "One & two\nLink and more")]
    [InlineData("<ul><li>a<li>b<br>c</ul><img src='i.png' alt='A \"b\"'/>", "<ul><li>a</li><li>b<br>c</li></ul><img src=\"https://canal.example/notes/i.png\" alt=\"A &quot;b&quot;\">", "a\nb\nc")]
    [InlineData("<table><tr><td>a<td>b</table>c", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>c", "a b\nc")]
    [InlineData("<P>one<P CLASS=x>two<DIV>three", "<p>one</p><p>two</p><div>three</div>", "one\ntwo\nthree")]
    [InlineData("<p>caf&eacute &copy 2024 <o:p></o:p>&hellip;</p><!-- x -->\n\n", "<p>café © 2024 …</p>", "café © 2024 …")]
    [InlineData("<pre>&lt;?php\n echo 1;</pre><pre>\nb</pre>", "<pre>&lt;?php\n echo 1;</pre><pre>b</pre>", "<?php\necho 1;\nb")]
    [InlineData("Only text", "Only text", "Only text")]
    [InlineData("<p>&CounterClockwiseContourIntegral; &ApplyFunction; &nsubE;</p>", "<p>∳ \u2061 ⫅̸</p>", "∳ \u2061 ⫅̸")]
    public void Markup_as_people_write_it_is_read_without_a_tree(string html, string expected, string text)
    {
        using var safe = new SafeMarkup(Base, 0);

        Assert.True(HtmlSanitizing.TryReadFragment(html, safe));
        Assert.Equal((expected, text), (safe.ToHtml(), safe.ToText().Text));
        Assert.Equal((expected, text), (ThroughTree(html).Html, ThroughTree(html).Text));
    }

    [Theory]
    [InlineData("<b><p>x</b></p>")]
    [InlineData("<a href=\"/1\"><a href=\"/2\">x</a></a>")]
    [InlineData("<p><b>x</p>y")]
    [InlineData("<table>x<tr><td>y</table>")]
    [InlineData("<svg><b>x</b></svg>")]
    [InlineData("<noscript><img src=\"/p.jpg\"></noscript>")]
    public void Markup_that_a_browser_rearranges_is_left_to_the_tree(string html)
    {
        using var safe = new SafeMarkup(Base, 0);

        Assert.False(HtmlSanitizing.TryReadFragment(html, safe));
    }

    [Fact]
    public void A_fragment_beyond_the_limits_is_left_to_the_tree()
    {
        foreach (var html in (string[])[Repeat("<div>", 70), Repeat("<b>", 12), Repeat("<p>x</p>", 61_000), $"<p {string.Join(' ', Enumerable.Range(0, 120).Select(i => $"a{i}=1"))}>x</p>"])
        {
            using var safe = new SafeMarkup(Base, 0);
            Assert.False(HtmlSanitizing.TryReadFragment(html, safe));
        }
    }

    [Theory]
    [InlineData(20_261_129, 1)]
    [InlineData(14, 1)]
    [InlineData(16, 3)]
    public void Both_ways_of_reading_agree(int seed, int damage)
    {
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var html = Fragment(random, 0);
            for (var i = 0; i < damage && round % 3 == 0 && html.Length > 2; i++)
                html = html.Remove(random.Next(html.Length - 1), 1);
            html = HtmlSanitizing.WithFramesOpened(html);
            using var safe = new SafeMarkup(Base, html.Length);
            if (!HtmlSanitizing.TryReadFragment(html, safe))
                continue;
            read++;
            var quick = safe.ToText();
            var thorough = ThroughTree(html);
            Assert.True(thorough == quick, $"seed {seed}, {html}\ntree:     {thorough}\nfragment: {quick}");
            // Where blocks are left inside each other, parsing again takes them apart.
            var plain = HtmlMarkup.Inside(HtmlDocuments.Parse("<!doctype html><body>" + quick.Html).Body!).Trim() == quick.Html ? PlainText.FromHtml(quick.Html) : quick.Text;
            Assert.True(plain == quick.Text, $"seed {seed}, {html}\nparsed again: {plain}\nin one pass:  {quick.Text}");
            if (round % 10 == 0)
                Assert.Null(SafetyJudge.Fault(quick.Html));
        }

        Assert.InRange(read, Rounds / 10, Rounds);
    }

    private static SafeText ThroughTree(string html)
    {
        using var safe = new SafeMarkup(Base, 0);
        HtmlSanitizing.ReadTree(html, safe);
        return safe.ToText();
    }

    private static string Fragment(Random random, int depth)
    {
        var html = new StringBuilder();
        for (var parts = random.Next(1, 4); parts > 0; parts--)
        {
            if (depth > 4 || random.Next(3) == 0)
            {
                // Most texts are harmless, so that many fragments are read without a tree.
                html.Append(Texts[random.Next(random.Next(3) == 0 ? Texts.Length : 13)]);
                continue;
            }

            var name = Names[random.Next(random.Next(3) == 0 ? Names.Length : 29)];
            html.Append('<').Append(random.Next(20) == 0 ? name.ToUpperInvariant() : name).Append(Attributes[random.Next(random.Next(3) == 0 ? Attributes.Length : 8)]).Append('>')
                .Append(Fragment(random, depth + 1));
            if (random.Next(8) > 0)
                html.Append("</").Append(name).Append('>');
        }

        return html.ToString();
    }

    private static string Repeat(string unit, int count) => new StringBuilder(unit.Length * count).Insert(0, unit, count).ToString();
}
