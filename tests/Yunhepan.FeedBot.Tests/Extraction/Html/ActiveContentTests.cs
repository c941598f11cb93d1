using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

/// <summary>Nothing that acts comes through, neither past the reader of fragments nor past the tree.</summary>
public sealed class ActiveContentTests
{
    private const string Base = "https://news.example/a/1.html";

    /// <summary>No fragment that begins like this is read without a tree.</summary>
    private const string NeedsTree = "<b><p>x</b>y</p>";

    public static TheoryData<string> Attacks => new(
        // Scripts in every spelling.
        "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>", "<script/x>alert(1)</script >", "<script>alert(1)", "<scr\0ipt>alert(1)</scr\0ipt>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1)//<</script>", "<script><!--<script></script>--><img src=x onerror=alert(1)></script>",
        "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "</script><script>alert(1)</script>",
        // Handlers.
        "<p onclick=alert(1)>x</p>", "<img src=/a.png onerror=alert(1)>", "<img/src=/a.png/onerror=alert(1)>", "<img src='/a.png'onerror=alert(1)>", "<img\nsrc=/a.png\fonload\n=\nalert(1)>",
        "<a href=/x ONMOUSEOVER='alert(1)'>x</a>", "<details open ontoggle=alert(1)>x</details>", "<video src=/v.mp4 onloadstart=alert(1)></video>", "<audio controls onplay=alert(1)>x</audio>",
        "<marquee onstart=alert(1)>x</marquee>", "<body onload=alert(1)>x", "<image src=/a.png onerror=alert(1)>", "<p on\0click=alert(1)>x</p>", "<img src=x onerror=alert(1)//",
        // Quotes that end early or late.
        "<a href=\"/x\" title='\"><img src=x onerror=alert(1)>'>x</a>", "<a title=\"&quot;><img src=x onerror=alert(1)>\">x</a>", "<img alt=`><script>alert(1)</script>` src=/a.png>", "<p title=\"x>y\" onclick=\"alert(1)\">z</p>",
        "<img src=\"/a.png\" alt=\"a\"\"><img src=/b.png onerror=alert(1)>\">", "<a href='/x' title=a\"b><img src=/a.png onerror=alert(1)>\">x</a>", "<p =\"x\" onclick=alert(1)>x</p>",
        // Schemes, plain and disguised.
        "<a href=javascript:alert(1)>x</a>", "<a href=\" javascript:alert(1)\">x</a>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=\"jav&Tab;ascript:alert(1)\">x</a>", "<a href=\"&#106;avascript&colon;alert(1)\">x</a>",
        "<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>", "<a href=\"\u0001javascript:alert(1)\">x</a>", "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=vbscript:msgbox(1)>x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<img src=javascript:alert(1)>", "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">", "<video poster=javascript:alert(1) src=javascript:alert(1)></video>", "<blockquote cite=javascript:alert(1)>x</blockquote>", "<a href=\"javascript&NewLine;:alert(1)\">x</a>",
        "<a href=\"feed:javascript:alert(1)\">x</a>", "<a href=\"//evil.example\\@news.example\">x</a>", "<img src=/a.png lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>", "<a href=\"&{alert(1)}\" title=\"&{alert(1)}\">x</a>",
        // srcset and what scripts load later.
        "<img src=/a.png srcset=\"javascript:alert(1) 1x, data:text/html,x 2x\">", "<picture><source srcset=\"javascript:alert(1)\"><img src=/a.png></picture>", "<img data-src=javascript:alert(1) src=/spacer.gif>", "<img srcset=\"/a.png 1x, x&quot;onerror=alert(1) 2x\">",
        // Styles.
        "<p style=\"background:url(javascript:alert(1))\">x</p>", "<p style=\"width:expression(alert(1))\">x</p>", "<style>@import 'https://evil.example/x.css';</style>", "<style><img src=x onerror=alert(1)></style>", "<style>/*</style><img src=x onerror=alert(1)>*/",
        "<link rel=stylesheet href=https://evil.example/x.css>", "<p class=x id=location>y</p>",
        // Comments, CDATA, declarations.
        "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)> -->", "<!---><img src=x onerror=alert(1)>", "<!-- <!-- --><img src=x onerror=alert(1)> -->", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<![CDATA[><script>alert(1)</script>]]>",
        "<!doctype html [<!ENTITY x \"<script>alert(1)</script>\">]>&x;", "<?xml-stylesheet href=\"javascript:alert(1)\"?><p>x</p>", "<!-- [if IE]><script>alert(1)</script><![endif]-->", "</ x><img src=x onerror=alert(1)>", "<!x \"><img src=x onerror=alert(1)>\">",
        // Elements that are read differently with and without scripts, and once again.
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "<noscript><style></noscript><img src=x onerror=alert(1)>", "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>", "<template><s><template><s><img src=x onerror=alert(1)></s></template>",
        "<textarea></textarea><img src=x onerror=alert(1)></textarea>", "<title><img src=x onerror=alert(1)></title>", "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>", "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
        "<noframes><style></noframes><img src=x onerror=alert(1)>", "<plaintext><img src=x onerror=alert(1)>", "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>", "<select><style></select><img src=x onerror=alert(1)></style>", "<pre>\n\n&lt;img src=x onerror=alert(1)&gt;</pre>",
        // Foreign namespaces, and markup that moves when it is parsed.
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>", "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]></svg>", "<svg><animate attributeName=href values=javascript:alert(1) /><a id=x>y</a></svg>", "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\"/></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>", "<math href=javascript:alert(1)>x</math>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">x",
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>", "<table><tr><td><svg><desc><img src=x onerror=alert(1)></desc></svg></td></tr></table>", "<table><caption><svg></table><img src=x onerror=alert(1)>",
        "<a><table><a href=javascript:alert(1)>x</table></a>", "<p><table><tbody><p onclick=alert(1)>x", "<b><div><i><table></b><img src=x onerror=alert(1)></i></div>", "<font face=\"\"><table><tr><td><b><a href=javascript:alert(1)>x</b></a></td></tr></table>",
        // Frames, plugins, forms and the page around.
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"><p onclick=alert(1)>x</p></iframe>", "<iframe/onload=alert(1) src=/x>", "<p title=\"<iframe src=javascript:alert(1)>\">x</p>", "<object data=javascript:alert(1)><param name=x value=javascript:alert(1)>x</object>", "<embed src=javascript:alert(1)>",
        "<applet code=x>y</applet>", "<base href=https://evil.example/><a href=/x>y</a>", "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button><input type=image src=x onerror=alert(1)></form>",
        "<isindex action=javascript:alert(1)>", "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>", "<dialog open onclose=alert(1)>x</dialog>", "<portal src=https://evil.example/></portal>", "<map name=x><area href=javascript:alert(1)></map>", "<input autofocus onfocus=alert(1)>", "<keygen autofocus onfocus=alert(1)>");

    [Theory]
    [MemberData(nameof(Attacks))]
    public void No_attack_comes_through(string attack)
    {
        foreach (var html in (string[])[attack, NeedsTree + attack, "<p>" + attack + "</p>", "<table><tr><td>" + attack + "</td></tr></table>", attack + attack, "<ul><li><a href=\"/y\">" + attack])
        {
            var safe = HtmlSanitizing.Sanitise(html, Base);

            Assert.Null(SafetyJudge.Fault(safe));
            Assert.DoesNotContain("evil.example/x", safe, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void The_words_around_an_attack_stay(string attack)
    {
        var safe = HtmlSanitizing.Read("<p>before</p>" + attack, new Uri(Base));

        Assert.StartsWith("<p>before</p>", safe.Html, StringComparison.Ordinal);
        Assert.StartsWith("before", safe.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>a<script>alert(1)</script>b<style>p{}</style>c</p>", "<p>abc</p>")]
    [InlineData("<p onclick=\"x()\" style='color:red' class=y>a</p>", "<p>a</p>")]
    [InlineData("<a href=\"jav&#x09;ascript:alert(1)\" title=\"t\">a</a>", "<a title=\"t\">a</a>")]
    [InlineData("<img src=\"/p.png\" srcset=\"/p.png 1x, javascript:x 2x\" onerror=alert(1)>", "<img src=\"https://news.example/p.png\" srcset=\"https://news.example/p.png 1x\">")]
    [InlineData("<iframe src=\"https://evil.example/\"><p>x</p></iframe>y", "<p>x</p>y")]
    [InlineData("<p>a<!-- <script>alert(1)</script> -->b</p>", "<p>ab</p>")]
    [InlineData("<P TITLE=x>1 &lt 2 &amp;&amp; 3 > 2</P>", "<p title=\"x\">1 &lt; 2 &amp;&amp; 3 &gt; 2</p>")]
    public void Without_a_tree_too_only_what_is_allowed_is_written(string html, string expected)
    {
        using var safe = new SafeMarkup(new Uri(Base), 0);

        Assert.True(HtmlSanitizing.TryReadFragment(HtmlSanitizing.WithFramesOpened(html), safe));
        Assert.Equal(expected, safe.ToHtml());
    }
}
