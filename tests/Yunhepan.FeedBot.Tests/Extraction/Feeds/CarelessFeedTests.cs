using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Feeds;

/// <summary>Tests common errors of publishers, kind by kind, and the result that a reader expects nevertheless.</summary>
public sealed class CarelessFeedTests
{
    private const string Site = "https://site.example/feed.xml";

    [Theory]
    [InlineData("Why Vector&lt;int&gt; is slow", "Why Vector<int> is slow")]
    [InlineData("<![CDATA[Run copy <file> twice]]>", "Run copy <file> twice")]
    [InlineData("Mail from Ann &lt;ann@site.example&gt;", "Mail from Ann <ann@site.example>")]
    [InlineData("A &lt;i&gt;fine&lt;/i&gt; day", "A fine day")]
    public void What_stands_in_angle_brackets_and_is_no_tag_stays_in_a_title(string title, string expected) =>
        Assert.Equal(expected, Item($"<title>{title}</title>").Title);

    [Theory]
    [InlineData("html", "Blocker for &lt;texlive-2023", "Blocker for <texlive-2023")]
    [InlineData("html", "I &lt;3 rain", "I <3 rain")]
    [InlineData("text", "AT&amp;amp;T for beginners", "AT&amp;T for beginners")]
    [InlineData("html", "Q&amp;amp;amp;A", "Q&amp;A")]
    [InlineData("application/x-custom", "news", "news")]
    [InlineData("application/x-custom", "test", "test")]
    public void A_title_is_decoded_as_often_as_its_type_says(string type, string title, string expected) =>
        Assert.Equal(expected, Entry($"<title type=\"{type}\">{title}</title>").Title);

    [Theory]
    [InlineData("<guid>abc-123</guid>", null)]
    [InlineData("<guid>12345</guid>", null)]
    [InlineData("<guid isPermaLink=\"0\">https://site.example/x</guid>", null)]
    [InlineData("<guid>https://site.example/x</guid>", "https://site.example/x")]
    [InlineData("<guid isPermaLink=\"true\">/x/5</guid>", "https://site.example/x/5")]
    public void A_guid_is_an_address_only_when_it_is_written_as_one(string element, string? expected) =>
        Assert.Equal(expected, Item(element).Url);

    [Theory]
    [InlineData("www.site.example/a", "https://www.site.example/a")]
    [InlineData("site.example/a", "https://site.example/a")]
    [InlineData("<![CDATA[https://site.example/?a=1&amp;b=2]]>", "https://site.example/?a=1&b=2")]
    [InlineData("https://site.example/?a=1&amp;amp;b=2", "https://site.example/?a=1&b=2")]
    [InlineData("&lt;a href=\"https://site.example/a\"&gt;read&lt;/a&gt;", "https://site.example/a")]
    [InlineData("https:/site.example/a", "https://site.example/a")]
    [InlineData("http://https://site.example/a", "https://site.example/a")]
    [InlineData("\"https://site.example/a\"", "https://site.example/a")]
    [InlineData("\u200bhttps://site.example/a\ufeff", "https://site.example/a")]
    public void An_address_is_read_for_what_was_meant(string link, string expected) =>
        Assert.Equal(expected, Item($"<link>{link}</link>").Url);

    [Theory]
    [InlineData("<link rel=\"alternate\" type=\"application/json\" href=\"/a.json\"/><link rel=\"alternate\" type=\"text/html; charset=utf-8\" href=\"/a\"/>")]
    [InlineData("<link rel=\"alternate bookmark\" href=\"/a\"/>")]
    [InlineData("<link rel=\"self\" href=\"/a\"/>")]
    public void The_page_of_an_entry_is_found_however_its_link_is_labelled(string links) =>
        Assert.Equal("https://site.example/a", Entry("<title>T</title>" + links).Url);

    [Theory]
    [InlineData("&lt;img src=\"rain.jpg\"&gt;", "https://site.example/blog/post/rain.jpg")]
    [InlineData("&lt;a href=\"#note\"&gt;1&lt;/a&gt;", "https://site.example/blog/post/#note")]
    [InlineData("&lt;img src=\"/rain.jpg\"&gt;", "https://site.example/rain.jpg")]
    public void Addresses_in_a_text_are_relative_to_its_page_where_no_base_is_stated(string text, string expected)
    {
        Assert.Contains(expected, Item($"<link>https://site.example/blog/post/</link><description>{text}</description>").ContentHtml, StringComparison.Ordinal);
        Assert.Contains(expected, Entry($"<link href=\"/blog/post/\"/><content type=\"html\">{text}</content>").ContentHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stated_base_holds_for_the_text_whatever_the_page_is()
    {
        var entry = Entry("<link href=\"https://site.example/blog/post/\"/><content type=\"html\" xml:base=\"https://site.example/files/\">&lt;img src=\"rain.jpg\"&gt;</content>");
        Assert.Contains("https://site.example/files/rain.jpg", entry.ContentHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_about_the_page_of_another_site_keeps_its_own_base() =>
        Assert.Contains("https://site.example/about", Item("<link>https://other.example/x/</link><description>&lt;a href=\"/about\"&gt;a&lt;/a&gt;</description>").ContentHtml, StringComparison.Ordinal);

    [Theory]
    [InlineData("<![CDATA[&lt;p&gt;Heavy &lt;b&gt;rain&lt;/b&gt;&lt;/p&gt;]]>", "Heavy rain")]
    [InlineData("&amp;lt;p&amp;gt;Heavy &amp;lt;a href=\"https://a.example/\"&amp;gt;rain&amp;lt;/a&amp;gt;&amp;lt;/p&amp;gt;", "Heavy rain")]
    [InlineData("&lt;p&gt;Write &lt;code&gt;&amp;lt;p&amp;gt;&lt;/code&gt; first&lt;/p&gt;", "Write <p> first")]
    [InlineData("<![CDATA[How to use &lt;div&gt; well]]>", "How to use <div> well")]
    public void A_text_escaped_twice_as_a_whole_is_markup_and_an_example_of_markup_is_text(string text, string expected) =>
        Assert.Equal(expected, Item($"<description>{text}</description>").ContentText);

    [Theory]
    [InlineData("safe&lt;object data=\"x\"&gt;told instead&lt;/object&gt; end", "safetold instead end")]
    [InlineData("safe&lt;iframe src=\"https://a.example/\"&gt; told instead&lt;/iframe&gt; end", "safe told instead end")]
    [InlineData("safe&lt;iframe src=\"https://a.example/\"&gt; &lt;b&gt;told&lt;/b&gt; instead", "safe told instead")]
    [InlineData("safe&lt;canvas&gt;told instead&lt;/canvas&gt; end", "safetold instead end")]
    [InlineData("so &lt;math&gt;&lt;mi&gt;x&lt;/mi&gt;&lt;mo&gt;=&lt;/mo&gt;&lt;mn&gt;1&lt;/mn&gt;&lt;annotation&gt;x=1&lt;/annotation&gt;&lt;/math&gt; holds", "so x=1 holds")]
    [InlineData("so &lt;svg&gt;&lt;title&gt;icon&lt;/title&gt;&lt;text&gt;label&lt;/text&gt;&lt;/svg&gt; stands", "so label stands")]
    public void Words_inside_what_cannot_be_shown_are_kept(string text, string expected) =>
        Assert.Equal(expected, Item($"<description>{text}</description>").ContentText);

    [Fact]
    public void A_formula_beside_its_own_picture_in_letters_is_told_once()
    {
        const string formula = "&lt;span class=\"katex-mathml\"&gt;&lt;math&gt;&lt;mi&gt;x&lt;/mi&gt;&lt;/math&gt;&lt;/span&gt;&lt;span aria-hidden=\"true\"&gt;x&lt;/span&gt;";
        Assert.Equal("so x holds", Item($"<description>so {formula} holds</description>").ContentText);
    }

    [Theory]
    [InlineData("&lt;p&gt;x&lt;/p&gt;&lt;img src=\"https://t.example/p.gif\" style=\"width: 1px; height:1px\"&gt;&lt;img src=\"https://site.example/rain.jpg\"&gt;", "x")]
    [InlineData("&lt;p&gt;x &lt;img src=\"https://s.example/1f327.png\" alt=\"🌧\"&gt;&lt;/p&gt;&lt;img src=\"https://site.example/rain.jpg\" alt=\"Rain\"&gt;", "x 🌧")]
    public void The_picture_of_an_item_is_no_pixel_and_no_emoji_and_emoji_stay_in_the_text(string text, string expected)
    {
        var item = Item($"<description>{text}</description>");
        Assert.Equal("https://site.example/rain.jpg", item.ImageUrl);
        Assert.Equal(expected, item.ContentText);
    }

    [Theory]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("1970-01-01 00:00:00")]
    [InlineData("Wed, 30 Nov -0001 00:00:00 +0000")]
    [InlineData("Tue, 31 Feb 2024 10:00:00 GMT")]
    [InlineData("30 February 2024")]
    public void The_zero_of_a_clock_and_a_day_that_never_was_are_no_dates(string date) =>
        Assert.Null(Item($"<pubDate>{date}</pubDate>").Published);

    [Theory]
    [InlineData("Mon, 15 Jan 2024 09.30.00 +0100", "2024-01-15T09:30:00+01:00")]
    [InlineData("15.01.2024 21.05.30 +0100", "2024-01-15T21:05:30+01:00")]
    [InlineData("Ke, 30 Lok 2013 11:34:37 +0000", "2013-10-30T11:34:37+00:00")]
    [InlineData("Пон, 15 Яну 2024 09:30:00 +0200", "2024-01-15T09:30:00+02:00")]
    [InlineData("Pon, 15 Velj 2024 09:30:00 +0100", "2024-02-15T09:30:00+01:00")]
    public void Clocks_with_points_and_months_of_more_languages_are_read(string date, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Item($"<pubDate>{date}</pubDate>").Published?.At);

    [Fact]
    public void Of_several_dates_of_one_name_the_first_that_is_one_counts() =>
        Assert.Equal(15, Item("<pubDate>n/a</pubDate><pubDate>Mon, 15 Jan 2024 09:30:00 GMT</pubDate>").Published?.At.Day);

    [Theory]
    [InlineData("en", "15/01/2024 09:30", "04/01/2024 08:00")]
    [InlineData("de", "01/15/2024 09:30", "01/04/2024 08:00")]
    public void Dates_of_one_feed_are_read_in_the_order_that_one_of_them_proves(string language, string proof, string other)
    {
        var feed = Feed($"<language>{language}</language><item><title>a</title><pubDate>{proof}</pubDate></item><item><title>b</title><pubDate>{other}</pubDate></item>");
        Assert.Equal(new DateTime(2024, 1, 4, 8, 0, 0, DateTimeKind.Unspecified), feed.Items[1].Published?.At.DateTime);
    }

    [Theory]
    [InlineData("PT1H2M3S", 3723)]
    [InlineData("1h 2m 3s", 3723)]
    [InlineData("62 min", 3720)]
    [InlineData("1:02:03", 3723)]
    public void A_duration_is_read_in_every_spelling(string written, int seconds)
    {
        var item = Item($"<enclosure url=\"https://site.example/a.mp3\" type=\"audio/mpeg\"/><itunes:duration>{written}</itunes:duration>");
        Assert.Equal(TimeSpan.FromSeconds(seconds), item.Attachments.Single().Duration);
    }

    [Theory]
    [InlineData("<media:thumbnail url=\"/s.jpg\" width=\"75\"/><media:thumbnail url=\"/l.jpg\" width=\"800\"/>")]
    [InlineData("<media:content medium=\"image\" url=\"/s.jpg\" width=\"140\"/><media:content medium=\"image\" url=\"/l.jpg\" width=\"1200\"/>")]
    [InlineData("<thumbnail>https://site.example/l.jpg</thumbnail>")]
    [InlineData("<thumb url=\"/l.jpg\"/>")]
    public void The_largest_of_the_pictures_that_state_their_size_is_shown(string media) =>
        Assert.Equal("https://site.example/l.jpg", Item(media).ImageUrl);

    [Theory]
    [InlineData("en_US.UTF-8", "en-US")]
    [InlineData("de_DE@euro", "de-DE")]
    public void The_locale_of_a_system_is_a_language(string written, string expected) =>
        Assert.Equal(expected, Feed($"<language>{written}</language><item><title>T</title></item>").Language);

    [Theory]
    [InlineData("It&amp;#8217;s raining", "It’s raining")]
    [InlineData("Rain&amp;nbsp;today &amp;hellip;", "Rain today …")]
    [InlineData("AT&amp;amp;T", "AT&amp;T")]
    [InlineData("How to use &amp;lt;div&amp;gt;", "How to use &lt;div&gt;")]
    public void A_title_of_no_stated_type_is_read_for_what_nobody_means_literally(string title, string expected) =>
        Assert.Equal(expected, Entry($"<title>{title}</title>").Title);

    [Theory]
    [InlineData("http://other.example/base/", "items/5", "http://other.example/base/items/5")]
    [InlineData("http://other.example/base/", "tag:other.example,2024:5", "tag:other.example,2024:5")]
    [InlineData("http://other.example/base/", "abc-5", "abc-5")]
    public void An_identifier_that_is_a_path_counts_from_the_stated_base(string address, string id, string expected)
    {
        Assert.Equal(expected, Parse($"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"{address}\"><entry><title>T</title><id>{id}</id></entry></feed>").Items.Single().Id);
        Assert.Equal(expected, Item($"<title>T</title><guid xml:base=\"{address}\" isPermaLink=\"false\">{id}</guid>").Id);
    }

    [Theory]
    [InlineData("<description>One.\nTwo.\n\nThree.</description>", "One.<br>")]
    [InlineData("<media:group><media:description>One.\nTwo &amp; three.</media:description></media:group>", "One.<br>\nTwo &amp; three.")]
    public void Plain_text_keeps_its_lines(string inner, string expected)
    {
        var item = Item("<title>T</title>" + inner);
        Assert.Contains(expected, item.ContentHtml, StringComparison.Ordinal);
        Assert.StartsWith("One.\nTwo", item.ContentText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<encoded>&lt;p&gt;The whole text.&lt;/p&gt;</encoded>")]
    [InlineData("<full-text>The whole text.</full-text>")]
    [InlineData("<media:text type=\"html\">&lt;p&gt;The whole text.&lt;/p&gt;</media:text>")]
    public void The_whole_text_is_found_under_every_name(string element)
    {
        var item = Item("<title>T</title><description>Short.</description>" + element);
        Assert.Equal(("The whole text.", "Short."), (item.ContentText, item.Summary));
    }

    [Theory]
    [InlineData("<tags>rain, wind</tags>")]
    [InlineData("<keywords>rain; wind</keywords>")]
    public void Lists_of_words_are_tags(string element) => Assert.Equal(["rain", "wind"], Item("<title>T</title>" + element).Tags);

    [Theory]
    [InlineData("2024-01-04上午09:30:00", "2024-01-04T09:30:00+08:00")]
    [InlineData("2024年1月4日下午9:30", "2024-01-04T21:30:00+08:00")]
    [InlineData("/Date(1704360600000)/", "2024-01-04T09:30:00+00:00")]
    [InlineData("/Date(1704360600000+0800)/", "2024-01-04T09:30:00+00:00")]
    [InlineData("Thu, 04 Jul 2024 09:30:00 IDT", "2024-07-04T09:30:00+03:00")]
    [InlineData("Thu, 04 Jan 2024 09:30:00 YEKT", "2024-01-04T09:30:00+05:00")]
    public void Halves_of_the_day_programs_and_more_zones_are_read(string date, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            Feed($"<language>zh-cn</language><item><title>市气象台发布暴雨预警</title><pubDate>{date}</pubDate></item>").Items.Single().Published?.At);

    [Theory]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><title>Heavy\n rain<title>\n<summary>S</summary><link href=\"https://site.example/1\"/></entry></feed>")]
    [InlineData("<rss><channel><item><title>Heavy rain<link>https://site.example/1</link><description>S</description></item></channel></rss>")]
    public void A_title_whose_end_was_forgotten_swallows_nothing(string document)
    {
        var item = Parse(document).Items.Single();
        Assert.Equal(("Heavy rain", "https://site.example/1", "S"), (item.Title, item.Url, item.ContentText));
    }

    [Theory]
    [InlineData("<rss><channel><title>T</title><entry><title>Rain</title><link>https://site.example/1</link></entry></channel></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><item><title>Rain</title><link href=\"https://site.example/1\"/></item></feed>")]
    public void Items_under_the_name_of_the_other_format_are_items(string document) =>
        Assert.Equal(("Rain", "https://site.example/1"), (Parse(document).Items.Single().Title, Parse(document).Items.Single().Url));

    [Theory]
    [InlineData("&lt;![CDATA[Heavy rain]]&gt;")]
    [InlineData("<![CDATA[<![CDATA[Heavy rain]]]]><![CDATA[>]]>")]
    public void A_section_that_was_escaped_itself_shows_no_marks(string written)
    {
        var item = Item($"<title>{written}</title><description>{written}</description>");
        Assert.Equal(("Heavy rain", "Heavy rain"), (item.Title, item.ContentText));
    }

    [Theory]
    [InlineData("&lt;div&gt;&lt;p&gt;Heavy &lt;b&gt;rain&lt;/b&gt;&lt;/p&gt;&lt;/div&gt;", "Heavy rain")]
    [InlineData("<div xmlns=\"http://www.w3.org/1999/xhtml\">Write &lt;p&gt; first</div>", "Write <p> first")]
    [InlineData("5 &lt; 6", "5 < 6")]
    public void Escaped_markup_in_the_place_of_xhtml_is_markup(string content, string expected) =>
        Assert.Equal(expected, Entry($"<title>T</title><content type=\"xhtml\">{content}</content>").ContentText);

    [Theory]
    [InlineData("&lt;p&gt;before&lt;/p&gt;&lt;iframe src=\"https://v.example/1\" /&gt;&lt;p&gt;after&lt;/p&gt;")]
    [InlineData("&lt;p&gt;before&lt;/p&gt;&lt;iframe src=\"https://v.example/1\"&gt;&lt;p&gt;after&lt;/p&gt;")]
    public void A_frame_that_never_ends_takes_nothing_with_it(string text) =>
        Assert.Equal("before\nafter", Item($"<title>T</title><description>{text}</description>").ContentText);

    [Theory]
    [InlineData("<link url=\"https://site.example/a\"/>")]
    [InlineData("<link xlink:href=\"https://site.example/a\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>")]
    [InlineData("<url>https://site.example/a</url>")]
    [InlineData("<link>https:\\\\site.example\\a</link>")]
    [InlineData("<link>&lt;![CDATA[https://site.example/a]]&gt;</link>")]
    public void The_page_of_an_item_is_found_in_every_place(string link) => Assert.Equal("https://site.example/a", Item("<title>T</title>" + link).Url);

    [Theory]
    [InlineData("publishDate")]
    [InlineData("pubTime")]
    [InlineData("publicationDate")]
    [InlineData("dateCreated")]
    public void The_day_of_publication_is_found_under_every_name(string name) =>
        Assert.Equal(15, Item($"<title>T</title><{name}>2024-01-15 09:30:00</{name}>").Published?.At.Day);

    [Fact]
    public void What_has_no_title_and_no_guid_of_its_own_takes_them_from_beside()
    {
        var item = Item("<id>5</id><media:group><media:title>Heavy rain</media:title></media:group>");
        Assert.Equal(("Heavy rain", "5"), (item.Title, item.Id));
    }

    private static ParsedItem Item(string inner) => Feed($"<item>{inner}</item>").Items.Single();

    private static ParsedItem Entry(string inner) =>
        Parse($"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour</title><entry><id>urn:1</id>{inner}</entry></feed>").Items.Single();

    private static ParsedFeed Feed(string inner) => Parse(
        "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel>"
        + $"<title>Harbour</title><link>https://site.example/</link>{inner}</channel></rss>");

    private static ParsedFeed Parse(string document) =>
        Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
            new ParseRequest { Content = Encoding.UTF8.GetBytes(document), Url = Site, FetchedAt = FixtureTests.FetchedAt }, TestContext.Current.CancellationToken)).Feed;
}
