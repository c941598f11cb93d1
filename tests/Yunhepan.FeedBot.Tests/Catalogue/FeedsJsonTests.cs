using System.Text.Json;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Tests.Catalogue;

public sealed class FeedsJsonTests
{
    [Theory]
    [InlineData("", nameof(CatalogueMembers.Root))]
    [InlineData("site", nameof(CatalogueMembers.Site))]
    [InlineData("category", nameof(CatalogueMembers.Category))]
    [InlineData("match", nameof(CatalogueMembers.Match))]
    [InlineData("publisher", nameof(CatalogueMembers.Publisher))]
    [InlineData("region", nameof(CatalogueMembers.Region))]
    [InlineData("source", nameof(CatalogueMembers.Source))]
    [InlineData("target", nameof(CatalogueMembers.Target))]
    [InlineData("follow", nameof(CatalogueMembers.Follow))]
    [InlineData("digest", nameof(CatalogueMembers.Digest))]
    [InlineData("quiet", nameof(CatalogueMembers.Quiet))]
    public void The_schema_and_the_reader_know_the_same_members(string definition, string members)
    {
        using var stream = typeof(CatalogueReader).Assembly.GetManifestResourceStream("feeds.schema.json");
        using var schema = JsonDocument.Parse(stream!);
        var at = definition.Length == 0 ? schema.RootElement : schema.RootElement.GetProperty("$defs").GetProperty(definition);
        var known = (string[])typeof(CatalogueMembers).GetField(members)!.GetValue(null)!;

        Assert.Equal(known.Order(), at.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.False(at.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public async Task The_feeds_json_of_the_repository_is_valid_and_covers_the_mission()
    {
        var result = await CatalogueReaderTests.Reader().ReadFileAsync(Path.Combine(Checkout.Root, "feeds.json"), TestContext.Current.CancellationToken);

        Assert.True(result is CatalogueResult.Valid, result.ToString());
        var catalogue = ((CatalogueResult.Valid)result).Catalogue;
        string[] mission = ["news", "education", "health", "food", "hot", "alerts/missing", "alerts/wanted", "alerts/warning", "safety", "notices"];
        Assert.Superset(mission.ToHashSet(), catalogue.Categories.Select(category => category.Id).ToHashSet());
        Assert.All(catalogue.Categories.Where(category => category.ParentId == "alerts"), category => Assert.Equal(Priority.Urgent, category.Priority));
        Assert.All(catalogue.Categories, category => Assert.NotEqual(category.Name.Zh, category.Name.En));
        Assert.All(catalogue.Sources, source => Assert.All([source.CategoryId, source.PublisherId, source.RegionId], Assert.NotNull));
        // Real sites are asked by nobody before the operator has said so.
        Assert.All(catalogue.Sources, source => Assert.False(source.Enabled, source.Id));
        Assert.Contains(catalogue.Publishers, publisher => publisher.Id.Count(c => c == '/') == 2);
    }

    [Fact]
    public void Every_member_is_described_in_the_documentation()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "feeds-json.md"));
        string[] members = [.. CatalogueMembers.Root, .. CatalogueMembers.Site, .. CatalogueMembers.Category, .. CatalogueMembers.Match, .. CatalogueMembers.Publisher, .. CatalogueMembers.Region, .. CatalogueMembers.Source,
            .. CatalogueMembers.Target, .. CatalogueMembers.Follow, .. CatalogueMembers.Digest, .. CatalogueMembers.Quiet];

        Assert.All(members.Distinct(), member => Assert.Contains($"`{member}`", text, StringComparison.Ordinal));
    }
}
