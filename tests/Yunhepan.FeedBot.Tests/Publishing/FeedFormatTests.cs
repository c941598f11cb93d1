using System.Net;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>A format is one class: the compiler requires its members, and these tests require its registration.</summary>
public sealed class FeedFormatTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Extensions => [.. FeedFormat.All.Select(f => f.Extension)];

    [Fact]
    public void Each_class_of_a_format_is_served()
    {
        var written = typeof(FeedFormat).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(FeedFormat)) && !t.IsAbstract);

        Assert.Equal(written.Select(t => t.Name).Order(), FeedFormat.All.Select(f => f.GetType().Name).Order());
    }

    [Fact]
    public void No_two_formats_have_an_address_a_name_or_a_media_type_in_common()
    {
        Assert.Distinct(FeedFormat.All.Select(f => f.Extension));
        Assert.Distinct(FeedFormat.All.Select(f => f.Name));
        Assert.Distinct(FeedFormat.All.Select(f => f.FullName));
        Assert.Distinct(FeedFormat.All.Select(f => f.MediaType));
    }

    [Fact]
    public void Chats_offer_a_private_feed_in_each_format() =>
        Assert.Equal(FeedFormat.All.Select(f => f.Extension), FeedBot.Publishing.Feeds.PublishedFeeds.Extensions);

    [Fact]
    public void An_extension_that_no_format_has_is_not_served_as_another()
    {
        Assert.Null(FeedFormat.Find("xml"));
        Assert.Null(FeedFormat.Find(""));
        Assert.Null(FeedFormat.Find("RSS"));
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task A_format_is_served_under_its_extension_as_its_media_type_and_offered_on_the_pages(string extension)
    {
        var format = FeedFormat.Find(extension)!;
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        using var feed = await app.GetAsync($"/feeds/all.{extension}");
        var home = await app.Client.GetStringAsync("/", Cancellation);
        using var other = await app.GetAsync("/feeds/all.xml");

        Assert.Equal(format.MediaType, feed.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"""<link rel="alternate" type="{format.MediaType}" """, home, StringComparison.Ordinal);
        // Browsers show feeds as text, so that only the feed's own page leads to it.
        Assert.Contains($"""<a class="format" href="/feeds/all#{extension}">{format.Name}</a>""", home, StringComparison.Ordinal);
        Assert.Contains($"""<a href="/feeds/all#{extension}">{format.FullName}</a>""", home, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Contains("." + extension, await other.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
