using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction;

/// <summary>The family of a format decides what a document is; its name is for people.</summary>
public sealed class DocumentFormatTests
{
    [Theory]
    [InlineData(FormatFamily.Rss, "0.91", "rss-0.91")]
    [InlineData(FormatFamily.Atom, "1.0", "atom-1.0")]
    [InlineData(FormatFamily.JsonFeed, "1.1", "json-1.1")]
    [InlineData(FormatFamily.Json, null, "json")]
    [InlineData(FormatFamily.Html, null, "html")]
    public void A_format_is_named_with_its_version(FormatFamily family, string? version, string name) =>
        Assert.Equal(name, new DocumentFormat(family, version).ToString());

    [Fact]
    public void Every_family_has_a_name()
    {
        Assert.All(Enum.GetValues<FormatFamily>(), family => Assert.NotEmpty(new DocumentFormat(family).ToString()));
        Assert.Throws<UnreachableException>(() => new DocumentFormat((FormatFamily)99).ToString());
    }

    [Theory]
    [InlineData(FormatFamily.Sitemap, SourceKind.Sitemap)]
    [InlineData(FormatFamily.Json, SourceKind.Json)]
    [InlineData(FormatFamily.Html, SourceKind.List)]
    public void A_list_becomes_a_source_of_the_kind_of_its_format(FormatFamily family, SourceKind kind) =>
        Assert.Equal(kind, ItemNormaliser.Normalise(List(family)).Kind);

    [Theory]
    [InlineData(FormatFamily.Rss)]
    [InlineData((FormatFamily)99)]
    public void A_list_in_a_format_that_has_no_lists_is_refused_and_not_read_as_a_page(FormatFamily family) =>
        Assert.Throws<UnreachableException>(() => ItemNormaliser.Normalise(List(family)));

    private static ParsedFeed List(FormatFamily family) => new() { Kind = DocumentKind.List, Format = new(family), Encoding = "utf-8" };
}
