namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Tests the date of an article where it is hard to find or where something else looks like it.</summary>
public sealed class ArticleDayTests
{
    [Theory]
    [InlineData("<p>Datum: 19.11.2021</p>")]
    [InlineData("<p>Erschienen am: 19.11.2021</p>")]
    [InlineData("<p>Veröffentlicht am 19. November 2021</p>")]
    [InlineData("<p>Erstellt am: 19.11.2021 Aktualisiert am: 03.02.2022</p>")]
    [InlineData("<p>Zuletzt aktualisiert am 03.02.2022, veröffentlicht am 19.11.2021</p>")]
    public void German_labels_introduce_the_date(string facts) => Assert.Equal("2021-11-19T00:00:00+00:00", ArticlePage.Time(ArticlePage.German(facts)));

    [Theory]
    [InlineData("fr", "Publié le 19 novembre 2021")]
    [InlineData("es", "Publicado el 19 de noviembre de 2021")]
    [InlineData("it", "Pubblicato il 19 novembre 2021")]
    public void Labels_in_other_languages_introduce_the_date(string language, string facts) =>
        Assert.Equal("2021-11-19T00:00:00+00:00", ArticlePage.Time(ArticlePage.English($"<p>Lecture 5 min</p><p>{facts}</p><p>14 juillet 1953</p>", language: language)));

    [Theory]
    [InlineData("<p>(19.11.2021) Der Kanal ist nach langer Arbeit wieder offen, teilte das Hafenamt mit, und die Fähren fahren von heute an nach dem alten Plan, auch am Abend.</p>")]
    [InlineData("<p>19.11.2021 – Der Kanal ist nach langer Arbeit wieder offen, teilte das Hafenamt mit, und die Fähren fahren von heute an nach dem alten Plan, auch am Abend.</p>")]
    [InlineData("<p>Pressemitteilung vom 19. November 2021 | Der Kanal ist nach langer Arbeit wieder offen, teilte das Hafenamt mit, und die Fähren fahren nach dem alten Plan.</p>")]
    [InlineData("<p>SEESTADT, 19. November 2021 – Der Kanal ist nach langer Arbeit wieder offen, teilte das Hafenamt mit, und die Fähren fahren nach dem alten Plan, auch am Abend.</p>")]
    public void A_dateline_at_the_start_of_the_text_gives_the_day(string opening) => Assert.Equal("2021-11-19T00:00:00+00:00", ArticlePage.Time(ArticlePage.German(string.Empty, opening + ArticlePage.GermanText)));

    [Theory]
    [InlineData("<p>Hier finden Sie alle Meldungen des Hafenamts</p>")]
    [InlineData("<p>Mehr dazu hier</p>")]
    [InlineData("<div class='date'>Hier anmelden</div>")]
    public void German_here_is_not_French_yesterday(string facts) => Assert.Null(ArticlePage.Time(ArticlePage.German(facts)));

    [Theory]
    [InlineData("<abbr itemprop='datePublished' title='2019-10-16T14:33:00-07:00'>2:33 PM</abbr>", "2019-10-16T14:33:00-07:00")]
    [InlineData("<h2>Wednesday, October 16, 2019</h2><span class='time'>at 2:33 PM</span>", "2019-10-16T00:00:00+00:00")]
    [InlineData("<span class='post-time'>08:00</span>", null)]
    public void A_time_without_a_day_is_no_date(string facts, string? time) => Assert.Equal(time, ArticlePage.Time(ArticlePage.English(facts)));

    [Theory]
    [InlineData("<em id='time'>昨天</em><script>var ct = \"1581517074\";</script>", "2020-02-12T22:17:54+08:00")]
    [InlineData("<em>前天</em><script>var publish_time = '2020-02-12 22:17:54';</script>", "2020-02-12T22:17:54+08:00")]
    [InlineData("<p>发布时间：09-30 22:46</p>", "2019-09-30T22:46:13+08:00")]
    public void What_counts_from_today_yields_to_what_the_page_states(string facts, string time) =>
        Assert.Equal(time, ArticlePage.Time(ArticlePage.Chinese(facts, head: facts.Contains("09-30", StringComparison.Ordinal) ? "<meta itemprop='dateUpdate' content='2019-09-30 22:46:13'>" : "")));

    [Theory]
    [InlineData("<meta property='article:published_time' content='2020-02-25T02:25:54Z'>", "<p>February 24, 2020 | 9:25pm</p>", "2020-02-24T21:25:54-05:00")]
    [InlineData("<meta property='article:published_time' content='2020-02-25T02:25:54+00:00'>", "<p>February 24, 2020</p>", "2020-02-24")]
    [InlineData("<meta property='article:published_time' content='2018-12-31T23:11:59+00:00'>", "<p>January 1, 2019</p>", "2019-01-01")]
    [InlineData("<meta property='article:published_time' content='2020-02-25T02:25:54+00:00'>", "<p>February 25, 2020</p>", "2020-02-25T02:25:54+00:00")]
    public void An_instant_in_utc_is_told_on_the_day_that_the_page_shows(string head, string facts, string expected)
    {
        var time = ArticlePage.Time(ArticlePage.English(facts, head: head));
        Assert.StartsWith(expected, time, StringComparison.Ordinal);
        var stated = DateTimeOffset.Parse(head.Split("content='")[1].Split('\'')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(stated, DateTimeOffset.Parse(time!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2018-12-28T20:14:02+08:00", "<div>2018年12月28日 19:55 环湖报</div>", "2018-12-28T19:55:00+08:00")]
    [InlineData("2018-12-28T11:55:00Z", "<div>2018-12-28 19:50 来源：环湖报</div>", "2018-12-28T19:50:00+08:00")]
    [InlineData("2018-12-28", "<div>2018-12-28 19:50</div>", "2018-12-28T19:50:00+08:00")]
    public void Chinese_pages_show_the_minute_to_people(string stated, string facts, string time) =>
        Assert.Equal(time, ArticlePage.Time(ArticlePage.Chinese(facts, head: $"<meta property='article:published_time' content='{stated}'>")));

    [Theory]
    [InlineData("<div class='year'>2019</div><div class='md'>09/07</div><div class='time'>19:02</div>", "2019-09-07T19:02:00+08:00")]
    [InlineData("<div>2019年</div><div>09-07</div>", "2019-09-07T00:00:00+08:00")]
    [InlineData("<p>2019</p><p>9/7</p><p>08:30</p>", "2019-09-07T08:30:00+08:00")]
    public void A_calendar_sheet_stands_on_lines_of_its_own(string facts, string time) => Assert.Equal(time, ArticlePage.Time(ArticlePage.Chinese(facts)));

    [Theory]
    [InlineData("<p>Published Apr 26, 2023</p><p>Updated Aug 21, 2025</p>", "2023-04-26T00:00:00+00:00")]
    [InlineData("<p>First published 26 April 2023</p>", "2023-04-26T00:00:00+00:00")]
    [InlineData("<p>Published August 13, 2023</p>", "2023-08-13T00:00:00+00:00")]
    public void A_labelled_day_beats_what_the_head_says_of_another(string facts, string time) =>
        Assert.Equal(time, ArticlePage.Time(ArticlePage.English(facts, head: "<meta name='date' content='2024-01-05T12:28:31-05:00'>")));

    [Theory]
    [InlineData("<p>The canal season ends for most boats on April 15, 2023. If you are unable to leave by then, ask the harbour office for a berth in the winter basin.</p>")]
    [InlineData("<p>On the list of the harbour office for the winter of the year 2023, posted there on March 4, 2023, are boats that nobody has asked for, all of them wooden.</p>")]
    public void A_day_in_a_sentence_is_not_that_of_the_article(string opening) =>
        Assert.Equal("2024-02-01T09:00:00+00:00", ArticlePage.Time(ArticlePage.English(string.Empty, opening + ArticlePage.EnglishText + "<p class='foot'><time datetime='2024-02-01T09:00:00Z'>1 February</time></p>")));

    [Theory]
    [InlineData("<p class='info'>Last updated: November 13, 2023</p>")]
    [InlineData("<p>This page was last edited on 13 November 2023</p>")]
    [InlineData("<meta property='article:modified_time' content='2023-11-13T00:00:00Z'>")]
    public void Where_nothing_tells_when_it_was_published_the_last_change_does(string told) =>
        Assert.StartsWith("2023-11-13", ArticlePage.Time(ArticlePage.English(string.Empty, ArticlePage.EnglishText + told)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<meta name='published_on' content='2022-05-06T08:00:00Z'>")]
    [InlineData("<meta name='published' content='May 6, 2022'>")]
    [InlineData("<meta name='firstpublishedtime' content='2022-05-06-08:00:00'>")]
    [InlineData("<meta property='dcterms:created' content='2022-05-06'>")]
    public void More_names_of_meta_tell_the_day(string head) =>
        Assert.StartsWith("2022-05-06", ArticlePage.Time(ArticlePage.English(string.Empty, head: head)), StringComparison.Ordinal);

    [Fact]
    public void The_time_of_a_change_is_not_that_of_the_article() =>
        Assert.Equal("2019-06-28T11:32:59+02:00", ArticlePage.Time(ArticlePage.German(
            "<div><a href='/city/canal.html' rel='bookmark'><time class='published' datetime='2019-06-28T11:32:59+02:00'>28. Juni 2019</time> <time class='updated' datetime='2020-01-14T10:00:00+01:00'>14. Januar 2020</time></a></div>")));

    [Theory]
    [InlineData("<p>21.01.2022 - 13:30</p>", "2022-01-21T13:30:00+00:00")]
    [InlineData("<p>21. Januar 2022</p><p>Kanal, Hafen</p>", "2022-01-21T00:00:00+00:00")]
    [InlineData("<div class='cat'>Kanal</div><div>21.01.2022</div>", "2022-01-21T00:00:00+00:00")]
    public void A_day_right_at_the_title_beats_another_in_the_head(string facts, string time) =>
        Assert.Equal(time, ArticlePage.Time(ArticlePage.German(facts, head: "<meta name='date' content='2022-01-26T14:32:06+02:00'>")));

    [Theory]
    [InlineData("2022-01-26T14:32:06+01:00")]
    [InlineData("2022-02-03")]
    public void A_day_at_the_title_does_not_win_when_it_is_the_day_of_the_last_change(string changed) =>
        Assert.Equal("2021-12-06T14:36:00+00:00", ArticlePage.Time(ArticlePage.German(
            $"<p>{changed[8..10]}.{changed[5..7]}.2022</p>",
            head: $"<meta property='article:published_time' content='2021-12-06T14:36:00Z'><meta property='article:modified_time' content='{changed}'>")));

    [Theory]
    [InlineData("<p>6. November 2023, 15:25 Uhr</p>", "2023-11-06T14:25:00+00:00")]
    [InlineData("<p>3. November 2023</p>", "2023-11-03T10:25:56+00:00")]
    public void Of_two_days_in_the_head_the_page_shows_which(string facts, string time) =>
        Assert.Equal(time, ArticlePage.Time(ArticlePage.German(facts, head: """
            <meta property="article:published_time" content="2023-11-06T14:25:00+00:00">
            <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Alter Kanal wieder für Boote offen","datePublished":"2023-11-03T10:25:56+00:00"}</script>
            """)));

    [Theory]
    [InlineData("11/01/2023 12:43:42", "<p>Erstellt am: 01.11.2023</p>")]
    [InlineData("11/1/2023", "<p>1. November 2023</p>")]
    [InlineData("11/01/2023", "<p>Veröffentlicht am 01.11.2023</p>")]
    public void The_order_of_day_and_month_in_the_head_is_what_the_page_shows(string stated, string facts) =>
        Assert.Equal("2023-11-01T00:00:00+00:00", ArticlePage.Time(ArticlePage.German(facts, head: $"<meta name='date' content='{stated}'>")));

    [Theory]
    [InlineData("<div class='by'>May 14, 2023</div>")]
    [InlineData("<p>Ida Brook</p><p>Editor</p><p>Follow</p><p>4 min read</p><p>May 14, 2023</p>")]
    [InlineData("<aside class='author-box'><p>Ida Brook</p><p>Harbour reporter</p><p>Follow</p><p>May 14, 2023</p></aside>")]
    public void An_earlier_day_under_the_title_is_first_though_the_head_states_a_later_one(string facts) => Assert.StartsWith(
        "2023-05-14", ArticlePage.Time(ArticlePage.English(facts, head: "<meta name='date' content='2023-11-20T16:02:46Z'>")), StringComparison.Ordinal);

    [Theory]
    [InlineData("<p>05/11/2023</p>", "2023-11-05T16:02:46Z")]
    [InlineData("<p>November 5, 2022</p>", "2023-11-05T16:02:46Z")]
    [InlineData("<p>October 1, 2023 November 5, 2023</p>", "2023-11-05T16:02:46Z")]
    public void Digits_in_another_order_and_other_years_are_no_evidence_against_the_head(string facts, string stated) => Assert.Equal(
        "2023-11-05T16:02:46+00:00", ArticlePage.Time(ArticlePage.English("<p>Ida Brook</p><p>Editor</p><p>Follow</p>" + facts, head: $"<meta name='date' content='{stated}'>")));

    [Theory]
    [InlineData("January 19, 2023 / 12:25 PM", "2023-01-20T09:49:32Z", "2023-01-19")]
    [InlineData("January 19, 2023", "2023-01-20T22:02:58Z", "2023-01-19")]
    [InlineData("January 19, 2023", "2023-01-20T02:02:58Z", "2023-01-19")]
    public void A_shown_day_before_an_instant_that_no_zone_puts_on_it_is_right(string shown, string stated, string day) => Assert.StartsWith(
        day, ArticlePage.Time(ArticlePage.English($"<p>{shown}</p>", head: $"<meta name='date' content='{stated}'>")), StringComparison.Ordinal);

    [Theory]
    [InlineData("<aside class='sidebar'><h3>Published</h3><p>August 30, 2023</p></aside>")]
    [InlineData("<div class='box'><h4>Published</h4><h3 class='sr-only'>Publish date</h3><time>30 August 2023</time></div>")]
    [InlineData("<div class='footer-note'>Last change: 1 Sep 2023<br>Published on: 30 August 2023<br>Readers: 61</div>")]
    [InlineData("<section class='related-info'><dl><dt>Publication date</dt><dd>2023-08-30</dd></dl></section>")]
    public void A_label_far_from_the_title_gives_the_day_if_nothing_else_does(string box) => Assert.StartsWith(
        "2023-08-30", ArticlePage.Time(ArticlePage.English(string.Empty, string.Concat(Enumerable.Repeat(ArticlePage.EnglishText, 6)) + box)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<div id='comments'><h3>Comments</h3><div class='comment'><p>Published 30 August 2023</p></div></div>")]
    [InlineData("<div class='comment-list'><h4>Published</h4><p>August 30, 2023</p></div>")]
    [InlineData("<a href='/other.html'><span>Published</span><p>August 30, 2023</p><p>Another story about the ferries and their new harbour</p></a>")]
    public void A_label_of_a_reply_or_of_another_article_gives_no_day(string box) =>
        Assert.Null(ArticlePage.Time(ArticlePage.English(string.Empty, ArticlePage.EnglishText + box)));

    [Theory]
    [InlineData("<dl><dt>Joined</dt><dd>May 11, 2017</dd></dl>")]
    [InlineData("<p>Registriert: 11.05.2017, 05:56</p>")]
    [InlineData("<p>Member since May 11, 2017</p>")]
    [InlineData("<p>Termin: Donnerstag, 11. Mai 2017 um 10.30 Uhr</p>")]
    [InlineData("<p>When: Thursday, May 11, 2017</p>")]
    public void The_day_of_an_event_or_of_joining_is_not_that_of_the_article(string facts)
    {
        Assert.Null(ArticlePage.Time(ArticlePage.English(facts)));
        Assert.StartsWith("2020-03-18", ArticlePage.Time(ArticlePage.English("<p>18 March 2020</p>" + facts)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<span>Mental Health</span><span>DECEMBER 22, 2022</span>")]
    [InlineData("<a href='/town/'>Town</a><span>Dec 22, 2022</span>")]
    [InlineData("<em>by Ida Brook</em><em>22 December 2022</em>")]
    public void A_date_in_words_glued_to_its_neighbour_is_read(string facts) =>
        Assert.Equal("2022-12-22T00:00:00+00:00", ArticlePage.Time(ArticlePage.English($"<div>{facts}</div>")));

    [Theory]
    [InlineData("<p>03/10/2023</p><p>First printed 3 October 2023 in the paper</p>", "https://www.yunhe.example/city/canal.html", "2023-10-03")]
    [InlineData("<p>03/10/2023</p>", "https://www.yunhe.example/blog/2023/october/03/canal/", "2023-10-03")]
    [InlineData("<p>03/10/2023</p><p>Made on March 10th, 2023 by the office</p>", "https://www.yunhe.example/city/canal.html", "2023-03-10")]
    [InlineData("<p>03/10/2023</p>", "https://www.yunhe.example/en-gb/canal.html", "2023-10-03")]
    [InlineData("<p>03/10/2023</p>", "https://www.yunhe.example/city/canal.html", "2023-03-10")]
    public void A_date_that_is_spelled_out_elsewhere_proves_the_order_of_digits(string facts, string address, string day) =>
        Assert.Equal(day, ArticlePage.Item(ArticlePage.English(facts), address).Published?.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("<div class='nav'><ul><li>12/16/2023</li><li><a href='/a'>Another story about ferries</a> 12/04/2023</li></ul></div>", "<p>03/31/2017 by Ida Brook</p>")]
    [InlineData("<ul class='menu'><li><a href='/a'>A story</a> December 16, 2023</li></ul>", "<p>March 31, 2017</p>")]
    [InlineData("<div class='nav-list'><span>16 December 2023</span></div>", "<p>Town | 31 March 2017</p>")]
    public void A_day_in_a_menu_above_the_title_yields_to_the_one_below(string menu, string facts) => Assert.Equal(
        "2017-03-31T00:00:00+00:00", ArticlePage.Time(ArticlePage.English(facts).Replace("<main>", menu + "<main>", StringComparison.Ordinal)));

    [Theory]
    [InlineData("<ul class='nav meta'><li><a href='/day/2020-10-13'>13 Oct 2020 18:29</a></li></ul>", "2020-10-13T18:29")]
    [InlineData("<a href='/archive/2020/10/'>October 13, 2020</a>", "2020-10-13")]
    [InlineData("<p><a href='/calendar'>13 October 2020</a></p>", "2020-10-13")]
    public void The_day_under_the_title_may_be_a_link_to_an_archive(string facts, string time) =>
        Assert.StartsWith(time, ArticlePage.Time(ArticlePage.English(facts)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<div class='article-footer'><time datetime='2023-08-12T11:15:06Z'>By the harbour office</time></div>", "2023-08-12")]
    [InlineData("<aside><time datetime='2023-08-12'>In summer</time></aside><footer><time datetime='2023-08-12T08:00:00Z'>Printed</time></footer>", "2023-08-12")]
    [InlineData("<aside><time datetime='2023-08-12'>In summer</time></aside><footer><time datetime='2023-07-01'>Printed</time></footer>", null)]
    public void The_only_day_of_all_time_elements_is_taken_at_last(string box, string? day) => Assert.Equal(
        day, ArticlePage.Time(ArticlePage.English(string.Empty, ArticlePage.EnglishText + box))?[..10]);

    [Theory]
    [InlineData("<div id='app' data-page='{&quot;component&quot;:&quot;Story&quot;,&quot;props&quot;:{&quot;kind&quot;:&quot;guide&quot;,&quot;writer&quot;:&quot;Ida Brook&quot;,&quot;datePublished&quot;:&quot;2023-11-17T09:00:00-05:00&quot;}}'></div>", "2023-11-17T09:00:00-05:00")]
    [InlineData("<canal-story props='{&quot;writer&quot;:[0,&quot;Ida Brook&quot;],&quot;harbour&quot;:[0,&quot;The old canal&quot;],&quot;words&quot;:[0,417],&quot;published_at&quot;:&quot;2023-11-17 09:00&quot;}'></canal-story>", "2023-11-17T09:00:00+00:00")]
    [InlineData("<section data-state='{&quot;id&quot;:88171,&quot;harbour&quot;:&quot;The old canal through the town&quot;,&quot;boats&quot;:[1,2,3],&quot;writer&quot;:&quot;Ida Brook&quot;,&quot;publishDate&quot;:&quot;2023-11-17&quot;}'></section>", "2023-11-17T00:00:00+00:00")]
    public void A_state_in_an_attribute_gives_the_day_at_last(string box, string time)
    {
        Assert.Equal(time, ArticlePage.Time(ArticlePage.English(string.Empty, ArticlePage.EnglishText + box)));
        Assert.StartsWith("2020-03-18", ArticlePage.Time(ArticlePage.English("<p>18 March 2020</p>", ArticlePage.EnglishText + box)), StringComparison.Ordinal);
    }
}
