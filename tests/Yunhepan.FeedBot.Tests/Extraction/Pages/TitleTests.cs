namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Tests titles that share their heading, or their line in the head, with other text.</summary>
public sealed class TitleTests
{
    [Theory]
    [InlineData("<h1><span class='kicker'>Hafen</span> Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1><span class='headline__topline'>Nach langer Arbeit</span>Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1><span class='visually-hidden'>Überschrift:</span> Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1>Alter Kanal wieder für Boote offen <small>02.02.2022 • Hafen, Presse</small></h1>")]
    public void A_topic_inside_the_heading_is_not_the_title(string heading) =>
        Assert.Equal("Alter Kanal wieder für Boote offen", Title(heading, "Alter Kanal wieder für Boote offen"));

    [Theory]
    [InlineData("<h1>Hafenstreit: Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1>Hafen – Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1>Nach langer Arbeit | Alter Kanal wieder für Boote offen</h1>")]
    public void A_topic_that_the_head_leaves_out_is_left_out(string heading) =>
        Assert.Equal("Alter Kanal wieder für Boote offen", Title(heading, "Alter Kanal wieder für Boote offen"));

    [Theory]
    [InlineData("<h1>23.01.2022 - Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1>27.01.2022 Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h1>Alter Kanal wieder für Boote offen (27.01.2022)</h1>")]
    public void A_day_beside_the_title_is_no_part_of_it(string heading) =>
        Assert.Equal("Alter Kanal wieder für Boote offen", Title(heading, "Alter Kanal wieder für Boote offen"));

    [Theory]
    [InlineData("US-Sport in Zeiten der Dürre", "Sport in Zeiten")]
    [InlineData("Fünfzehn Jahre kanal-boote.example", "boote.example")]
    [InlineData("Zwanzig Meter Ost-West-Kanal", "Kanal")]
    public void A_hyphen_inside_a_word_does_not_begin_the_name_of_the_site(string title, string site) =>
        Assert.Equal(title, Title(string.Empty, title, site));

    [Fact]
    public void A_title_that_was_escaped_twice_is_read() => Assert.Equal("Kanal & Hafen im Winter", Title("<h1>Kanal &amp;#x26; Hafen im Winter</h1>", "Kanal & Hafen im Winter"));

    private static string? Title(string heading, string stated, string site = "Kanalnachrichten") => ArticlePage.Item($"""
        <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{stated}</title><meta property="og:title" content="{stated}"><meta property="og:site_name" content="{site}"></head>
        <body><main>{heading}<div class="text">{ArticlePage.GermanText}</div></main></body></html>
        """).Title;
}
