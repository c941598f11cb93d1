using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

/// <summary>
/// Sanitised HTML is put into pages, tables, forms and drawings that are not ours. Wherever it is put it stays what it is, and
/// sanitising it again changes nothing.
/// </summary>
public sealed class SanitisedInPlaceTests
{
    private const string Base = "https://news.example/a/1.html";

    /// <summary>Where readers put it: the element that is open around it.</summary>
    private static readonly string[] Places = ["body", "div", "p", "table", "tr", "td", "select", "svg", "math", "noscript", "template", "ruby", "caption", "colgroup", "dl", "button"];

    /// <summary>How <c>javascript:</c> is written so that only a browser reads it.</summary>
    private static readonly string[] Disguises =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " \t\njavascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script&colon;alert(1)", "&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58alert(1)", "&#x6a;&#X61;vascript:alert(1)",
        "&#0000106avascript:alert(1)", "\u0000javascript:alert(1)", "\u0001\u001fjavascript:alert(1)", "java\u0000script:alert(1)", "java\r\nscript:alert(1)", "&#1;javascript:alert(1)", "\u00a0javascript:alert(1)", "\ufeffjavascript:alert(1)", "java&shy;script:alert(1)", "javascript&#x3A;alert(1)",
        "javascript&#58;alert(1)", "j\u0130avascript:alert(1)", "view-source:javascript:alert(1)", "javascript://news.example/%0aalert(1)", "blob:https://news.example/1", "filesystem:https://news.example/1", "data:text/html;base64,PHNjcmlwdD4=", "DATA:image/svg+xml,<svg onload=alert(1)>", "vbscript:x", "livescript:x", "mocha:x",
        "jar:https://news.example/x!/", "about:blank", "file:///etc/passwd", "ms-its:x", "intent://x#Intent;end", "http:javascript:alert(1)", "https:/javascript:alert(1)", "//javascript:alert(1)", "\\\\evil.test\\x", "/\\evil.test/x", "https://news.example:javascript/", "https://[javascript:alert(1)]/", "https://a\"onerror=alert(1) x=\"/", "ht\ntps://news.example/&quot;onclick=&quot;alert(1)",
    ];

    private static readonly string[] Carriers =
    [
        "<a href=\"{0}\">x</a>", "<a href='{0}'>x</a>", "<img src=\"{0}\" alt=x>", "<img src=/a.png srcset=\"{0} 2x\">", "<img data-src=\"{0}\" alt=x>", "<source srcset='/b.png 1x, {0}'>", "<video poster=\"{0}\" src=\"{0}\">x</video>", "<blockquote cite='{0}'>x</blockquote>", "<q cite=\"{0}\">x</q>",
        "<b><p><a href=\"{0}\" HREF=/y>x</b></p></a>", "<svg><a href=\"{0}\"><text>x</text></a></svg>", "<math><a xlink:href='{0}'>x</math>", "<area href=\"{0}\">", "<ins cite=\"{0}\">x</ins>", "<audio src='{0}' controls>x</audio>", "<object data=\"{0}\"><a href=\"{0}\">x</a></object>",
    ];

    public static TheoryData<string> Attacks => new(
        // Tag names and attribute names that end where one does not expect it.
        "<a/href=/x/onclick=alert(1)>x</a>", "<a\fhref=/x\fonclick=alert(1)>x</a>", "<a\vhref=/x onclick=alert(1)>x</a>", "<a\u00a0onclick=alert(1)>x</a>", "<a\u2028href=/x>y</a>", "<a<b onclick=alert(1)>x", "<p\"onclick=alert(1)>x", "<p'title='onclick=alert(1)>x", "<p title=x/onclick=alert(1)>y", "<img/alt=\"/\"onerror=alert(1) src=/a>",
        "<img alt==\" src=/a.png onerror=alert(1)//\">", "<img =\"><img src=x onerror=alert(1)>\">", "<img alt=a=\"><img src=x onerror=alert(1)>\">", "<p title=`onclick=alert(1)`>x", "<p title=\"`><img src=x onerror=alert(1)>\">x", "<img alt=\"`` onerror=alert(1)\" src=/a.png>", "<p title='a&#x22;onclick=alert(1)'>x", "<p title=\"a&#39;onclick=alert(1)&#x27\">x", "<p title title='><img src=x onerror=alert(1)>'>x",
        "<a href=\"/x\"\"onclick=alert(1)>x</a>", "<a href=/x title=\"\n\r\n\u0085\u2028\">x</a>", "<a href title=x onclick>x</a>", "<p/ /title=x / >y</p/ onclick=alert(1)>", "<p\0title=\"x\0\"onclick=alert(1)>\0y", "</p onclick=alert(1)>x", "</a href=\">\"><img src=x onerror=alert(1)>", "<p title=\"x\"\u0000onclick=alert(1)>y",
        // Comments, declarations and sections.
        "<!--><img src=x onerror=alert(1)>", "<!--->x<!---><script>alert(1)</script>", "<!-- a --!><img src=x onerror=alert(1)>", "<!--!><img src=x onerror=alert(1)>-->", "<!-- --\n><img src=x onerror=alert(1)> -->", "<!-<img src=x onerror=alert(1)>->", "<!><img src=x onerror=alert(1)>", "<?><img src=x onerror=alert(1)>?>", "</><img src=x onerror=alert(1)>", "</ \"><img src=x onerror=alert(1)>\">",
        "<![if !IE]><script>alert(1)</script><![endif]>", "<![CDATA[<!--]]><script>alert(1)</script>-->", "<svg><![CDATA[><image xlink:href=\"]]><img src=x onerror=alert(1)>\">", "<math><![CDATA[</math><img src=x onerror=alert(1)>]]>", "a ]]> b ]]&gt; c <![CDATA[ d ]]>", "<%<img src=x onerror=alert(1)>%>", "<!ELEMENT p (<img src=x onerror=alert(1)>)>", "<!doctype html><!doctype x \"><img src=x onerror=alert(1)>\">",
        // Raw text that ends early, late or not at all, in HTML and in drawings.
        "<svg><style><!--</style><img src=x onerror=alert(1)>--></style></svg>", "<svg><title><style></title><img src=x onerror=alert(1)>", "<svg><desc><noscript><img title=\"</noscript><img src=x onerror=alert(1)>\">", "<math><mi><style></mi></math><img src=x onerror=alert(1)>", "<style></stylex><img src=x onerror=alert(1)></style >", "<style>&lt;/style&gt;<img src=x onerror=alert(1)>", "<textarea>&lt;/textarea><img src=x onerror=alert(1)>",
        "<script><!--<script>--></script><img src=x onerror=alert(1)>", "<script>/*</script\n><img src=x onerror=alert(1)>*/", "<title>&lt;/title&gt;</title/ x><img src=x onerror=alert(1)>", "<plaintext></plaintext><img src=x onerror=alert(1)>", "<xmp></xmp x=\"><img src=x onerror=alert(1)>\">", "<noembed><!--</noembed><img src=x onerror=alert(1)>-->", "<iframe><!--</iframe><img src=x onerror=alert(1)>-->", "<select><xmp><img src=x onerror=alert(1)></xmp></select>",
        "<select><template><img src=x onerror=alert(1)></template><option><img src=x onerror=alert(1)></select>", "<template><svg><template><img src=x onerror=alert(1)>", "<noscript><noscript><img src=x onerror=alert(1)></noscript>", "<noscript>&lt;img src=x onerror=alert(1)&gt;</noscript>", "<img src=data:,><noscript><img src=javascript:alert(1) onerror=alert(1)></noscript>",
        // Namespaces.
        "<svg><p><style><g title=\"</style><img src=x onerror=alert(1)>\">", "<math><mtext><mglyph><svg><mtext><style><path id=\"</style><img src=x onerror=alert(1)>\">", "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=</style><img src=x onerror=alert(1)>", "<svg><font color=x><img src=x onerror=alert(1)></svg>", "<svg><foreignobject><math><annotation-xml encoding=text/html><style></style><img src=x onerror=alert(1)>",
        "<svg><set attributeName=href to=javascript:alert(1)></set></svg>", "<svg><a><animate attributeName=xlink:href values=javascript:alert(1) /><text>x</text></a>", "<svg><use xlink:href=data:image/svg+xml;base64,PHN2Zz4= /></svg>", "<svg><handler xmlns:ev=http://www.w3.org/2001/xml-events ev:event=load>alert(1)</handler></svg>", "<svg:script>alert(1)</svg:script><svg:a xlink:href=javascript:alert(1)>x</svg:a>", "<math><maction actiontype=statusline#javascript:alert(1)>x</maction></math>",
        // Markup that moves.
        "<table><a href=/1>x<tr><td><a href=/2>y</table>z", "<table><p>x<table><p>y", "<p><object><p>x</object>y</p>", "<a href=/1><object><a href=/2>x</a></object></a>", "<li><object><li>x</object>", "<h1><marquee><h2>x</h2></marquee></h1>", "<b title=1><p><b title=2></p></b><p>x", "<table><tr><td><li></td><li>x</table>", "<dl><dd><object><dt>x</object></dl>", "<ul><li><menu><li>x</menu></ul>", "<table><caption><table><caption>x",
        "<p><button><p>x</button>", "<nobr><nobr>x<nobr>y", "<ruby><rt><p>x<rt>y</ruby>", "<ruby>x<rtc><rt>y<rb>z</ruby>", "<table><colgroup><col><p>x<col>", "<details><summary><details>x", "<a><p><a>x</a></p></a>", "<p><table><tr><td><p>x</td></tr></table>y</p>", "<i><table><i>x<td><i>y</i></table></i>", "<pre>\n\n\nx</pre>", "<pre><br>\nx</pre>", "<pre><script></script>\nx</pre>", "<pre><x>\ny</x></pre>", "<tt><center><tt>x</center>y",
        // Characters.
        "<p>\u0001\u000b\u001b\u007f\u0080\u009f\ufdd0\ufffe\uffff</p>", "<p>&#0;&#xD800;&#xFFFE;&#x1F;&#x80;&#x110000;&#99999999999;</p>", "&CounterClockwiseContourIntegral;&nsubE;&ThickSpace;&acE;<b>", "&ltimg src=x onerror=alert(1)&gt", "&amp;lt;img src=x onerror=alert(1)&amp;gt;", "<p title=\"&ltimg&lt;img&amp;lt;\">&ampltimg", "&lt;<!-- -->img src=x onerror=alert(1)>", "<<!-- -->img src=x onerror=alert(1)>",
        // Names and ids that scripts of a page would find, and what covers it.
        "<form id=x name=y><img name=getElementById id=cookie src=/a.png></form>", "<a id=x name=location href=/y target=_top ping=https://evil.test/ download>z</a>", "<p class=overlay style=position:fixed;top:0 contenteditable tabindex=1 accesskey=x draggable hidden slot=x is=y part=z itemprop=url data-x=1 aria-owns=x role=alert>y</p>", "<base href=//evil.test/><meta http-equiv=refresh content=0;url=/x><link rel=import href=/x>z",
        "<portal src=/x></portal><fencedframe src=/x></fencedframe><embed src=/x><applet code=x></applet><bgsound src=/x><layer src=/x></layer><ilayer src=/x>y</ilayer>", "<img src=/a.png usemap=#x ismap longdesc=javascript:alert(1) crossorigin=x onerror=alert(1) sizes=\"x\" srcset=\"/a.png javascript:alert(1), /b.png 1x(, /c.png 2x)\">");

    public static TheoryData<string> Disguised => [.. Disguises];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Wherever_it_is_put_it_stays_harmless(string attack) => AssertHarmless(attack);

    [Theory]
    [MemberData(nameof(Disguised))]
    public void No_attribute_carries_an_address_that_runs(string address)
    {
        foreach (var carrier in Carriers)
            AssertHarmless(string.Format(System.Globalization.CultureInfo.InvariantCulture, carrier, address));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Sanitising_it_again_changes_nothing(string attack)
    {
        foreach (var html in Variants(attack))
        {
            var safe = HtmlSanitizing.Read(html, new Uri(Base));

            Assert.Equal(safe.Html, HtmlSanitizing.Sanitise(safe.Html, Base));
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Only_the_text_of_an_attack_is_read_out(string attack)
    {
        foreach (var html in Variants(attack))
        {
            var text = HtmlSanitizing.Read(html, new Uri(Base)).Text;

            Assert.Equal(SeenText.Tidy(text), text);
        }
    }

    [Fact]
    public void Halves_of_characters_do_no_harm() => AssertHarmless("<p title=\"\ud800\">\udc00&lt;\ud83d</p><a href=\"/\ud800\">\udfff</a>");

    private static string[] Variants(string attack) =>
        [attack, "<b><p>x</b>y</p>" + attack, $"<p>{attack}</p>", $"<table><tr><td>{attack}</td></tr></table>", $"<object>{attack}</object>", $"<svg><desc>{attack}</desc></svg>", attack + attack];

    private static void AssertHarmless(string attack)
    {
        foreach (var html in Variants(attack))
        {
            var safe = HtmlSanitizing.Sanitise(html, Base);

            Assert.Null(SafetyJudge.Fault(safe));
            foreach (var place in Places)
            {
                Assert.Null(SafetyJudge.FaultInside(place, safe, isScripting: false));
                Assert.Null(SafetyJudge.FaultInside(place, safe, isScripting: true));
            }
        }
    }
}
