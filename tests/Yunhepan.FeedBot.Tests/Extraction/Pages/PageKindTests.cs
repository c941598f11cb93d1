using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Distinguishes articles among many links from lists with many words.</summary>
public sealed class PageKindTests
{
    [Theory]
    [InlineData("div class='recommend-new'")]
    [InlineData("li")]
    [InlineData("div class='news_article'")]
    public void A_short_article_above_a_stream_of_others_is_an_article(string entry)
    {
        var others = string.Concat(Enumerable.Range(1, 60).Select(i => $"<{entry}><h3><a href='/city/{20230000 + i}.html'>河道沿线第{i}处码头今年完成改造并向市民开放</a></h3><span>2023-11-{1 + i % 28:00} 08:00</span></{entry.Split(' ')[0]}>"));
        var feed = ArticlePage.Read(ArticlePage.Chinese("<div>2023-11-25 09:59 来源：<a href='/'>水乡报</a></div>").Replace("<div class=\"footer\">", $"<div class='stream'>{others}</div><div class=\"footer\">", StringComparison.Ordinal));
        Assert.Equal(DocumentKind.Article, feed.Kind);
        Assert.Equal(ArticlePage.ChineseTitle, feed.Items[0].Title);
    }

    [Theory]
    [InlineData("https://www.canal.example/articles/how-to-start-a-canal-business")]
    [InlineData("https://www.canal.example/ideas/the-guide-to-canal-boats")]
    [InlineData("https://www.canal.example/read/20231104.html")]
    public void A_guide_whose_sections_link_further_pages_is_an_article(string address)
    {
        var sections = string.Concat(Enumerable.Range(1, 12).Select(i => $"""
            <h2><a href="/pages/step-{i}-of-the-canal-guide">Step {i} of the canal guide for new boat owners</a></h2>
            <p>At this step, the boat and its papers are looked at by the harbour office, which takes a morning, and the owner gets a list of what is to be mended.</p>
            """));
        Assert.Equal(DocumentKind.Article, ArticlePage.Read(ArticlePage.English(string.Empty, sections, title: "How to start a canal business"), address).Kind);
    }

    [Theory]
    [InlineData("https://www.canal.example/hub/harbours")]
    [InlineData("https://www.canal.example/science")]
    [InlineData("https://www.canal.example/news/")]
    public void A_section_with_long_summaries_is_a_list(string address)
    {
        var cards = string.Concat(Enumerable.Range(1, 14).Select(i => $"""
            <div class="card"><h3><a href="/article/harbour-number-{i}-opens-again-{i}a7">Harbour number {i} on the canal opens again after a year of works</a></h3>
            <p>After a year of works, harbour number {i} is open to boats again, the office said, and {i} new berths for guests are ready, with water and light at each of them.</p>
            <span class="label">On now</span><span class="count">1:{i:00}</span><div class="more">More of it</div></div>
            """));
        var feed = ArticlePage.Read(ArticlePage.English(string.Empty, cards, "<meta property='og:type' content='website'>", title: "Harbours"), address);
        Assert.Equal(DocumentKind.List, feed.Kind);
        Assert.Equal(14, feed.Items.Count);
    }

    [Theory]
    [InlineData("https://www.canal.example/articles/how-to-start-a-canal-business")]
    [InlineData("https://www.canal.example/help/how-to-start-a-canal-business-8817")]
    [InlineData("https://www.canal.example/2024/how_to_start_a_canal_business.html")]
    public void A_text_among_dated_reviews_whose_address_spells_its_title_is_an_article(string address)
    {
        var feed = ArticlePage.Read(ArticlePage.English("<p>By Ida Brook</p>", LongText + WithReviews, title: "How to start a canal business"), address);
        Assert.Equal(DocumentKind.Article, feed.Kind);
        Assert.Equal("How to start a canal business", feed.Items[0].Title);
    }

    [Theory]
    [InlineData("https://www.canal.example/tag/harbours-of-the-old-canal", "Harbours of the old canal")]
    [InlineData("https://www.canal.example/topics/boats-and-locks-of-the-north/", "Boats and locks of the north")]
    [InlineData("https://www.canal.example/themen/harbours-of-the-old-canal", "Harbours of the old canal")]
    public void A_topic_with_a_long_name_is_a_list(string address, string title) =>
        Assert.Equal(DocumentKind.List, ArticlePage.Read(ArticlePage.English(string.Empty, WithReviews, title: title), address).Kind);

    [Theory]
    [InlineData("Add to my reading list for later")]
    [InlineData("Buy it at the shop near you now")]
    [InlineData("Reserve this in the town library")]
    public void Links_that_all_say_the_same_are_no_entries(string call)
    {
        var books = string.Concat(Enumerable.Range(1, 6).Select(i => $"""
            <h4>The harbour book number {i}</h4><p>Published 2023-1{i % 3}-0{i}</p><a href="/add/{i}0023">{call}</a>
            <p>The {i}th of these books tells of the boats, of the people on them, and of a winter in which the canal froze for {i} weeks, and nobody came through.</p>
            """));
        var feed = ArticlePage.Read(ArticlePage.English("<p>By Ida Brook</p>", books, title: "What we read"), "https://www.canal.example/what-we-read-in-winter");
        Assert.Equal(DocumentKind.Article, feed.Kind);
    }

    private static readonly string LongText = string.Concat(Enumerable.Repeat(ArticlePage.EnglishText, 6));

    private static readonly string WithReviews = ArticlePage.EnglishText + string.Concat(Enumerable.Range(1, 22).Select(i => $"""
        <div class="entry"><h3><a href="/reviews/{i}0017">They made the start of our boat number {i} easy for all</a></h3>
        <p>All of it took {i} days, the papers came by post, the office answered, and the boat was in the water before the summer.</p><time datetime="2023-1{i % 3}-{10 + i % 18}">day {i}</time></div>
        """));
}
