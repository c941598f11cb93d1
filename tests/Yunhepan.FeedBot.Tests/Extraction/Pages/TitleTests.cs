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

    [Theory]
    [InlineData("Alter Kanal wieder für Boote offen: vier Wochen früher als zugesagt", "Alter Kanal wieder für Boote offen")]
    [InlineData("Alter Kanal wieder für Boote offen, von Anwohnern geprüft", "Alter Kanal wieder für Boote offen")]
    [InlineData("Wir graben für den alten Kanal", "Kanal")]
    [InlineData("Zehn Kanäle im Vergleich – selbst befahren", "Kanäle im Vergleich")]
    public void A_heading_that_says_more_than_the_head_is_kept_whole(string heading, string stated) =>
        Assert.Equal(heading, Title($"<h1>{heading}</h1>", stated));

    [Theory]
    [InlineData("<h1>Alter Kanal wieder für Boote offen <em>28 Kommentare dazu</em></h1>")]
    [InlineData("<h1>Alter Kanal wieder für Boote offen <span><a href='/print'>Seite drucken</a></span></h1>")]
    [InlineData("<h1><a href='/'>Alter Kanal wieder für Boote offen</a> <span>(hafenblatt.example)</span></h1>")]
    public void What_follows_the_title_in_an_element_of_its_own_is_no_part_of_it(string heading) =>
        Assert.Equal("Alter Kanal wieder für Boote offen", Title(heading, "Alter Kanal wieder für Boote offen"));

    [Theory]
    [InlineData("<h1>Alter Kanal wieder für Boote offen – Kanalnachrichten</h1>")]
    [InlineData("<h1>Alter Kanal wieder für Boote offen | Kanalnachrichten</h1>")]
    [InlineData("<h1>Alter Kanal wieder für Boote offen | Meinung</h1>")]
    public void The_name_of_the_site_or_of_its_section_is_no_part_of_the_heading(string heading) => Assert.Equal(
        "Alter Kanal wieder für Boote offen",
        Title(heading, "Alter Kanal wieder für Boote offen – Kanalnachrichten", head: "<meta property='article:section' content='Meinung'>"));

    [Theory]
    [InlineData("<div class='tags'>Hafen • Kanal, Boote • Verkehr, Wasser</div><h1>Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<h3 class='box-title'>Der Morgen</h3><p>Melden Sie sich für unseren Brief am Morgen an, er ist kostenlos, kommt früh und sagt alles.</p><h1>Alter Kanal wieder für Boote offen</h1>")]
    [InlineData("<div class='breadcrumb'><a href='/'>Start</a> <h1>Alter Kanal wieder für Boote offen</h1></div>")]
    [InlineData("<div class='masthead-nav'><h1>Alter Kanal wieder für Boote offen</h1></div><h2>Hafenamt</h2>")]
    public void A_heading_that_the_head_confirms_is_found_below_text_and_in_a_breadcrumb(string heading) =>
        Assert.Equal("Alter Kanal wieder für Boote offen", Title(heading, "Alter Kanal wieder für Boote offen"));

    [Theory]
    [InlineData("007")]
    [InlineData("4.2")]
    [InlineData("Ohm")]
    public void A_title_may_be_very_short(string title) => Assert.Equal(title, Title($"<h1>{title}</h1><ul><li>vor 2 Tagen</li></ul>", title));

    [Theory]
    [InlineData("Nach langer Arbeit sind die Schleusen im Norden der Stadt repariert, und die Fähren fahren nach dem...")]
    [InlineData("Nach langer Arbeit sind die Schleusen im Norden der Stadt repariert, und die Fähren fahren …")]
    [InlineData("Nach langer Arbeit sind die Schleusen im Norden der Stadt repariert, und die Fähren fahren nach dem alten Plan, auch am")]
    public void A_headline_that_was_cut_to_a_length_is_completed(string cut)
    {
        const string Whole = "Nach langer Arbeit sind die Schleusen im Norden der Stadt repariert, und die Fähren fahren nach dem alten Plan, auch am Abend";
        var described = $$"""<script type="application/ld+json">{"@type":"NewsArticle","headline":"{{cut}}"}</script>""";
        Assert.Equal(Whole, Title(string.Empty, Whole, head: described));
        Assert.Equal(Whole, Title($"<h1>{Whole}</h1>", Whole, head: described));
    }

    private static string? Title(string heading, string stated, string site = "Kanalnachrichten", string head = "") => ArticlePage.Item($"""
        <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{stated}</title><meta property="og:title" content="{stated}"><meta property="og:site_name" content="{site}">{head}</head>
        <body><main>{heading}<div class="text">{ArticlePage.GermanText}</div></main></body></html>
        """).Title;
}
