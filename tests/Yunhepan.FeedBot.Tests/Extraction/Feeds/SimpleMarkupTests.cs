using System.Text;
using Yunhepan.FeedBot.Extraction.Feeds;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Feeds;

/// <summary>The fast reader gives the same result as the full one, or leaves the fragment to it.</summary>
public sealed class SimpleMarkupTests
{
    private const string Url = "https://canal.example/notes/1.html";

    private const int Rounds = 20_000;

    private static readonly string[] Names =
        "p div b i em strong a span ul ol li h2 h3 blockquote code sub figure figcaption font small u del section".Split(' ');

    private static readonly string[] Attributes =
    [
        "", "", "", " class=\"x\"", " title='a \"b\" &amp; c'", " href=\"/a?b=1&amp;c=2\"", " href='javascript:alert(1)'", " href=\"mailto:a@canal.example\"", " href=\" x y \"", " style=\"color:red\"",
        " data-x=\"1\"", " lang=\"zh\"", " onclick=\"alert(1)\"", " href=\"#top\"", " title=\"a\u00a0b\"", " title=\"a\" title=\"b\"", " HREF=\"/up\"", " id=x", " title=\"<b>\"", " href=\"data:text/html,x\"",
    ];

    private static readonly string[] Texts =
    [
        "word ", "运河\n集市", " a\n b ", "1 &lt; 2", "&amp;lt;b&gt;", "caf&eacute;", "&nbsp;", "a & b", "AT&T", "&#8217;", "&#x27;", "&copy", "\u00a0x", "\r\n", "“引号”\n中文", "<br>", "<br/>", "<hr>", "<!-- c -->",
        "<img src=\"/i.png\" alt=\"A\">", "<img src='i.png' width=\"1\">", "<img src=\"a.jpg\" width=\"640\" height=\"480\" class=\"c\"/>", "<img data-src=\"b.jpg\" src=\"spacer.gif\">", "<img alt=x>", "<script>x</script>", "\t", "&#0;", "&lang;",
    ];

    [Theory]
    [InlineData("<p>One &amp; two</p>\n<p><a class=\"c\" href=\"/x\">Link</a> and <strong>more</strong></p>", "<p>One &amp; two</p>\n<p><a href=\"https://canal.example/x\">Link</a> and <strong>more</strong></p>", "One & two\nLink and more")]
    [InlineData("<ul><li>a</li><li>b<br>c</li></ul><img src='i.png' alt='A \"b\"'/>", "<ul><li>a</li><li>b<br>c</li></ul><img src=\"https://canal.example/notes/i.png\" alt=\"A &quot;b&quot;\">", "a\nb\nc")]
    [InlineData("Only text", "Only text", "Only text")]
    public void Simple_markup_is_read_without_a_tree(string html, string safe, string text)
    {
        Assert.True(SimpleMarkup.TryRead(html, new Uri(Url), out var given, out var plain));
        Assert.Equal((safe, text), (given, plain));
    }

    [Theory]
    [InlineData("<p>a<p>b")]
    [InlineData("<b><p>x</b></p>")]
    [InlineData("<a href=\"/1\"><a href=\"/2\">x</a></a>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<p onclick=alert(1)>x</p>")]
    [InlineData("<img src=\"/pixel.gif\" width=\"1\" height=\"1\">")]
    [InlineData("<svg><b>x</b></svg>")]
    [InlineData("<p>a</p")]
    public void Complex_markup_is_left_to_the_full_parser(string html) => Assert.False(SimpleMarkup.TryRead(html, new Uri(Url), out _, out _));

    [Theory]
    [InlineData(20_261_129)]
    [InlineData(14)]
    public void The_fast_and_the_full_parser_agree_on_what_the_fast_one_reads(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var html = Fragment(random, 0);
            if (round % 4 == 0 && html.Length > 2)
                html = html.Remove(random.Next(html.Length - 1), 1);
            if (!SimpleMarkup.TryRead(html, new Uri(Url), out var safe, out var text))
                continue;
            read++;
            var thorough = HtmlSanitizing.Sanitise(html, Url);
            Assert.True(thorough == safe, $"seed {seed}, {html}\nthorough: {thorough}\nquick:    {safe}");
            var plain = PlainText.FromHtml(thorough);
            Assert.True(plain == text, $"seed {seed}, {html}\nthorough: {plain}\nquick:    {text}");
        }

        Assert.InRange(read, Rounds / 10, Rounds);
    }

    private static string Fragment(Random random, int depth)
    {
        var html = new StringBuilder();
        for (var parts = random.Next(1, 4); parts > 0; parts--)
        {
            if (depth > 4 || random.Next(3) == 0)
            {
                // Most texts are harmless, so that many fragments are simple.
                html.Append(Texts[random.Next(random.Next(3) == 0 ? Texts.Length : 10)]);
                continue;
            }

            var name = Names[random.Next(Names.Length)];
            html.Append('<').Append(name).Append(Attributes[random.Next(random.Next(3) == 0 ? Attributes.Length : 8)]).Append('>')
                .Append(Fragment(random, depth + 1)).Append("</").Append(name).Append('>');
        }

        return html.ToString();
    }
}
