using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

public sealed class HostileMarkupTests
{
    private const int Elements = 150_000;

    public static TheoryData<string> Repeated => new(
        "<p>x</p>", "x<br>", "<b>x</b> ", "<a href=x>", "<div>", "<table><tr>", "&", "<", "<a href=\"", "<li><a href=/a/1.html>A title of some length</a>",
        " ", "<p><b><i></p>", "<!--", "x<!-- y -->", "x<!y>", "x</ >x<?y?>", "<svg><g/><math>", "Words, and more. ");

    [Theory]
    [MemberData(nameof(Repeated))]
    public void A_page_of_one_thing_repeated_ends_soon(string unit)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Eventually.Patience);
        var page = "<html><body>" + Repeat(unit, 4_000_000 / unit.Length);

        var result = DocumentParser.Parse(
            new ParseRequest { Content = Encoding.UTF8.GetBytes(page), Url = "https://site.example/a/1.html", FetchedAt = DateTimeOffset.UnixEpoch.AddYears(55) },
            stop.Token);

        Assert.False(stop.IsCancellationRequested);
        Assert.NotNull(result);
    }

    [Fact]
    public void A_tree_that_was_built_within_its_bounds_can_be_copied_and_read()
    {
        // Ten different formats are never closed, so that each paragraph repeats them; their copies must not count again when the text is kept.
        var page = "<html><body><h1>What the river did</h1><div class=content><p>" + string.Concat(Enumerable.Range(0, 10).Select(i => $"<font color=c{i}>")) + "It began at night.</p>"
            + Repeat("<p>The river rose during the night and fell again in the morning, as people by the bridge report.</p>", 14_000);

        var result = DocumentParser.Parse(
            new ParseRequest
            {
                Content = Encoding.UTF8.GetBytes(page), Url = "https://site.example/a/1.html", FetchedAt = DateTimeOffset.UnixEpoch.AddYears(55),
                Expected = DocumentForm.Article,
            },
            TestContext.Current.CancellationToken);

        var read = Assert.IsType<ParseResult.Parsed>(result);
        Assert.Contains("The river rose", read.Feed.Items.Single().ContentText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<li><span>text</li>")]
    [InlineData("<li><span>text")]
    [InlineData("<a name=\"x\"><h3>text</h3>")]
    [InlineData("<table><tr><td><label>text<td><ins>text</table>")]
    [InlineData("<div><span>text</div>")]
    [InlineData("<p><span>text<p><q>text</p>")]
    [InlineData("<dl><dt><abbr>text<dd><cite>text</dl>")]
    [InlineData("<ul><li><div>text</ul></div></div></section>")]
    public void A_page_that_leaves_its_small_elements_open_keeps_all_its_tags(string part)
    {
        var page = "<body>" + Repeat(part, 1000);

        Assert.Equal(page, NestingGuard.Limit(page));
    }

    [Theory]
    [InlineData("<div></x>")]
    [InlineData("<section></span></div>")]
    [InlineData("<div><table><tr><td></div>")]
    [InlineData("<div></table>")]
    [InlineData("<div></li></td></p>")]
    public void End_tags_without_an_element_close_nothing(string part)
    {
        var left = NestingGuard.Limit("<body>" + Repeat(part, 5000));

        var opened = part[..(part.IndexOf('>', StringComparison.Ordinal) + 1)];
        Assert.InRange(left.Split(opened).Length - 1, 100, NestingGuard.MostOpenElements);
    }

    [Fact]
    public void Formats_are_closed_by_their_own_end_tags_alone() =>
        Assert.Equal(NestingGuard.MostOpenFormats, NestingGuard.Limit(Repeat("<b></i>", 500)).Split("<b>").Length - 1);

    [Fact]
    public void A_page_of_too_many_tags_is_cut_off()
    {
        var document = HtmlDocuments.Parse("<body>" + Repeat("<p>x</p>", Elements));

        Assert.InRange(HtmlDocuments.ElementsIn(document).Count, 1000, NestingGuard.MostTags);
    }

    [Theory]
    [InlineData("be<!-- a > b -->fore<!-->, a<!--->fter<!-- x --!>", "before, after")]
    [InlineData("one<!doctype x> <?php echo 1 ?>t</ x>wo<![endif]>", "one two")]
    [InlineData("one <!-- never closed", "one")]
    [InlineData("a <b>bold<!-- </b> -->er</b> word", "a bolder word")]
    [InlineData("1 < 2 <! and 3 > 2", "1 < 2 2")]
    public void Comments_are_left_out_and_the_text_around_them_is_joined(string html, string text) => Assert.Equal(text, PlainText.FromHtmlInline(html));

    [Fact]
    public void Unclosed_bold_text_is_not_repeated_without_end()
    {
        var bold = string.Concat(Enumerable.Range(0, 300).Select(i => $"<b class=c{i}>"));
        var document = HtmlDocuments.Parse("<body><p>" + bold + "</p>" + Repeat("<p>x</p>", 1000));

        Assert.InRange(HtmlDocuments.ElementsIn(document).Count, 1000, 1010 * (NestingGuard.MostOpenFormats + 1));
    }

    [Fact]
    public void A_tag_of_too_many_attributes_is_left_out_and_its_text_stays()
    {
        var attributes = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"a{i}=1"));

        Assert.Equal("before inside after", PlainText.FromHtmlInline($"before <b {attributes}>inside</b> after"));
    }

    [Fact]
    public void An_attribute_value_with_many_blanks_is_no_reason_to_leave_its_tag_out()
    {
        var alt = Repeat("word ", 300).Trim();

        Assert.Contains("<img", HtmlSanitizing.Sanitise($"<img src=\"https://site.example/a.jpg\" alt=\"{alt}\">", null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p title=\"a &amp; &quot;b&quot;\">1 &lt; 2 &amp; \"3\"&nbsp;4<br>5</p>")]
    [InlineData("<pre>\n\nfirst</pre>")]
    [InlineData("<ul><li>one</li><li>two</li></ul>")]
    public void Safe_markup_comes_out_as_it_went_in(string html) => Assert.Equal(html, HtmlSanitizing.Sanitise(html, null));

    /// <summary>Each of these grows with the product of its formats and its paragraphs, or hides its tags from a quick look.</summary>
    public static TheoryData<string> Growing => new(
        "<div>" + Numbered(600, "<b title={0}><object></b></object>") + "</div>" + Repeat("<p>x</p>", 1000),
        "<div>" + Numbered(600, "<font face={0}></i>") + "</div>" + Repeat("<p>x</p>", 1000),
        "<div>" + Numbered(600, "<u title={0}><table><td></u></table>") + "</div>" + Repeat("<li>x", 1000),
        "<svg><title>" + Numbered(600, "<b title={0}>") + "</svg>" + Repeat("<p>x</p>", 1000),
        "<select><style></select>" + Numbered(600, "<b title={0}>") + Repeat("<p>x</p>", 1000),
        "<p =\">" + Numbered(600, "<b title={0}>") + Repeat("<p>x</p>", 1000),
        "<p title==\">" + Numbered(600, "<b title={0}>") + Repeat("<p>x</p>", 1000),
        "<p title=\u00a0\">" + Numbered(600, "<b title={0}>") + Repeat("<p>x</p>", 1000));

    [Theory]
    [MemberData(nameof(Growing))]
    public void A_tree_does_not_outgrow_its_document(string html)
    {
        Assert.InRange(HtmlDocuments.ElementsIn(HtmlDocuments.Parse("<body>" + html)).Count, 1000, 260_000);
        Assert.NotEmpty(HtmlSanitizing.Read("first " + html, null).Text);
    }

    [Theory]
    [InlineData("<x></y>")]
    [InlineData("<li><dd>")]
    [InlineData("<rt>")]
    [InlineData("<optgroup>")]
    [InlineData("<p<>")]
    [InlineData("<svg><g></y>")]
    public void Elements_that_nothing_closes_end_the_document(string unit) =>
        Assert.InRange(HtmlDocuments.ElementsIn(HtmlDocuments.Parse("<body><h1>first</h1>" + Repeat(unit, 25_000))).Count, 100, 10_000);

    [Fact]
    public void A_large_document_that_closes_its_elements_is_whole()
    {
        var html = Repeat("<div><p>A <b>word</b> and <i>another</i>.</p></div>", 7_000);

        Assert.Equal(7_000 * 4, HtmlDocuments.ElementsIn(HtmlDocuments.Parse("<body>" + html).Body!).Count);
    }

    [Fact]
    public void Text_in_a_frame_hides_nothing_behind_it()
    {
        var body = HtmlDocuments.Parse("<body><iframe><!-- <b title=\"</iframe><p>The story</p>").Body!;

        Assert.Equal("The story", PlainText.FromNode(body));
    }

    [Theory]
    [InlineData("<a href=/s?q=\"x>")]
    [InlineData("<img =\" src=/a.png>")]
    [InlineData("<p align==\">")]
    public void A_stray_quote_in_a_tag_hides_nothing_behind_it(string tag)
    {
        var document = HtmlDocuments.Parse("<body>" + tag + Repeat("<p>word ", 20_000) + "<h2>The end</h2>");

        Assert.Equal("The end", document.QuerySelector("h2")?.TextContent);
    }

    private static string Numbered(int count, string unit) =>
        string.Concat(Enumerable.Range(0, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, unit, i)));

    private static string Repeat(string unit, int count) => new StringBuilder(unit.Length * count).Insert(0, unit, count).ToString();
}
